"""What machines write of parcels, in six languages; small letters, accents folded away.

A gap in a phrase is of any words: told.py looks whether one of them says that it is not so.
"""
# ruff: noqa: RUF001 - dashes as machines set them

import re

from agent_console.connectors.channels.email.phrases import any_of
from agent_console.domain.identity import folded
from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.tracking.carrier_names import CARRIERS

_GAP = r"[^!?;]{0,120}?"
_SOON = r"(?:(?:now|just|successfully|already|safely|finally|today|been) ){0,3}"
_NOUN_EN = r"(?:parcel|package|shipment|item|order|consignment|packet|delivery|mailpiece|letter)"
NOUNS = any_of(
    rf"\b{_NOUN_EN}s?\b",
    r"paket|packchen|sendung|lieferung|bestellung|\bware\b|\bbrief",
    r"\bcolis|\benvoi\b|commande|paquet|livraison|courrier|expedition",
    r"\benvio\b|paquete|pedido|entrega\b",
    r"\bpacco\b|spedizione|ordine|consegna\b|\bcollo\b",
    r"pakket|pakje|zending|bestelling|levering",
    r"missed you|angetroffen|zustellversuch|\btentativ|\bintento de|bezorgpoging",
    r"\b1z[0-9a-z]{16}\b|\b[a-z]{2}\d{9}[a-z]{2}\b|\d{10}",
)
"""What a sentence speaks of that tells of a parcel; or its number stands there."""
OF_MAILS = any_of(
    r"\b(?:e-?mails?|mails?|messages?|mailbox|recipients?|postmaster|nachricht)\b", r"\w@\w"
)
SURELY = any_of(
    r"\b(?:parcel|package|shipment|item|order|consignment|mailpiece)",
    r"pak[ek]|packchen|paquet|sendung|bestellung",
    r"\bcolis|\benvio|\bpacco|spedizione|pakje|zending|commande|pedido|ordine",
)
"""Mails are delivered too, and delayed, and lost."""
WITHOUT_NOUN = (ParcelStatus.OUT_FOR_DELIVERY,)
PHRASES = {
    ParcelStatus.RETURN_TO_SENDER: any_of(
        r"\b(?:returned|being returned|on (?:its|the) way back|been sent back) to "
        r"(?:the |its |our )?(?:sender|shipper|origin|merchant|retailer)",
        r"\breturn(?:ing)? to (?:the )?sender\b",
        rf"\b(?:wurde|ist|geht|befindet sich){_GAP}(?:zuruckge(?:sandt|sendet|schickt)"
        r"|(?:zuruck an|an|zum) (?:den )?absender(?: zuruck|\b))",
        r"\b(?:a ete|est) (?:\w+ )?(?:retournee?|renvoyee?) a (?:l')?expediteur",
        r"\bretour a l'expediteur",
        r"\b(?:ha sido|fue|esta siendo) devuelt[oa] al remitente|devolucion al remitente",
        r"\b(?:restituit[oa]|rispedit[oa]|reso) al mittente",
        r"\b(?:is|wordt|werd)\b[^!?;]{0,60}(?:terug(?:gestuurd)?|retour) "
        r"(?:naar|aan) (?:de )?afzender",
    ),
    ParcelStatus.DELIVERED: any_of(
        rf"\b(?:has|have|had) been {_SOON}delivered",
        r"\b\w+'(?:s|ve) been (?:\w+ )?delivered",
        rf"\b(?:was|were) {_SOON}delivered",
        rf"\bwe(?:'ve| have)? {_SOON}delivered (?:your|the|a) ",
        rf"\bwurden?\b{_GAP}\b(?:zugestellt|ausgeliefert|geliefert)\b",
        rf"\b(?:ist|haben|hat)\b{_GAP}\b(?:zugestellt|ausgeliefert|geliefert)\b",
        rf"\bwurden?\b{_GAP}\b(?:empfanger|nachbar\w{{0,3}})\b[^!?;]{{0,60}}\bubergeben",
        r"\b(?:a|ont) (?:bien )?ete (?:\w+ )?(?:livree?s?|distribuee?s?)\b",
        r"\best (?:bien |desormais )?livree?(?=$|\s?[.!:])",
        r"\ba (?:bien )?ete (?:remise? (?:(?:a|au) (?:son |votre |une? |le )?(?:destinataire"
        r"|voisine?|gardienn?e?|concierge)|en main|contre signature)"
        r"|(?:remise?|deposee?) (?:dans|en|au) (?:votre |la |une? )?"
        r"(?:boite|point relais|relais|consigne))",
        r"\b(?:ha sido|fue|se ha|hemos) (?:\w+ )?entregad[oa]s?\b",
        r"\b(?:e|sono) stat[oaie] (?:\w+ )?(?:consegnat|recapitat)[oaie]\b",
        r"\babbiamo (?:\w+ )?consegnato\b",
        rf"\b(?:is|zijn|werd|werden|hebben)\b{_GAP}\b(?:bezorgd|afgeleverd|geleverd)\b",
    ),
    ParcelStatus.AVAILABLE_FOR_PICKUP: any_of(
        r"\b(?:ready|available|waiting|held) (?:for|to be) (?:pick(?:ed)?[- ]?up|collect(?:ion|ed))"
        r"(?! by (?:ups|dhl|fedex|usps|the carrier|our))",
        r"\bready to (?:collect|pick up)|\b(?:is|are) (?:now )?waiting (?:for you )?at\b",
        r"\babholbereit|\bzur abholung bereit|\bliegt\b[^!?;]{0,80}\bbereit",
        r"\b(?:kann|konnen)\b[^!?;]{0,80}\babgeholt werden|\bbereit zur abholung",
        r"\b(?:disponible|pret)\b[^!?;]{0,40}(?:relais|retrait|bureau de poste|etre retire)",
        r"\bvous attend (?:a|au|dans|en|chez)\b",
        r"\b(?:list[oa]|disponible) para (?:su |ser )?(?:recog|retir)",
        r"\b(?:pront[oa]|disponibile) per il ritiro|\bpuo essere ritirat[oa]",
        r"\b(?:ligt|staat)\b[^!?;]{0,40}\bklaar\b|\bklaar om (?:te worden )?(?:op|af)gehaald"
        r"|\bkan worden (?:op|af)gehaald",
    ),
    ParcelStatus.ATTEMPT_FAILED: any_of(
        r"\b(?:could not|couldn't|cannot|can't|unable to|were unable to|was unable to) "
        r"(?:be )?(?:deliver(?:ed)?\b|complete (?:the |your )?delivery)",
        r"\b(?:unsuccessful|failed|missed) delivery\b|\bdelivery (?:attempt )?(?:was )?"
        r"(?:unsuccessful|failed|attempted)\b|\bdelivery attempt (?:was )?made",
        r"\bwe(?:'re| are)? (?:sorry )?(?:we )?missed you\b",
        r"\b(?:we |driver |courier )?(?:attempted|tried) (?:to deliver|delivery)",
        r"\b(?:konnten?|konnen|kann)\b[^!?;]{0,80}\bnicht\b[^!?;]{0,60}"
        r"\b(?:zugestellt|ausgeliefert|zustellen|ausliefern)",
        r"\bnicht (?:zugestellt|ausgeliefert) werden konnte|\bzustellversuch\w{0,2} (?:war )?"
        r"(?:erfolglos|fehlgeschlagen|gescheitert)|\berfolgloser zustellversuch",
        r"\b(?:haben wir|wir haben) (?:sie|dich) (?:leider )?nicht (?:angetroffen|erreicht)",
        r"\bn'a pas pu (?:vous )?etre (?:livree?|distribuee?|remise?)\b"
        r"|\bn'avons pas pu (?:vous )?(?:livrer|remettre)|\btentative de livraison (?:infructueuse"
        r"|a echoue)",
        r"\bno (?:se )?(?:ha|hemos|pudo|pudimos)\b[^!?;]{0,20}"
        r"(?:podido )?(?:ser )?entregar(?:se|lo|la|le)?\b",
        r"\bintento de entrega (?:fallido|sin exito)",
        r"\bnon (?:e stato|abbiamo|siamo)\b[^!?;]{0,30}"
        r"(?:possibile|potuto|riusciti)[^!?;]{0,20}consegna",
        r"\b(?:tentata consegna|tentativo di consegna (?:non riuscito|fallito))",
        r"\b(?:kon|konden|kunnen)\b[^!?;]{0,60}\bniet\b[^!?;]{0,40}"
        r"\b(?:bezorg|afgelever|aflever)|\bwe hebben (?:je|u) gemist|\bmislukte bezorgpoging",
    ),
    ParcelStatus.OUT_FOR_DELIVERY: any_of(
        r"\bout for delivery\b",
        r"\b(?:is )?(?:on|in) (?:the|our|a) (?:delivery )?vehicle for delivery",
        r"\b(?:is|befindet sich|sind) (?:\w+ ){0,3}in (?:der )?zustellung\b",
        r"\bin zustellung\b|\bin (?:das|ein) zustellfahrzeug (?:geladen|verladen)",
        r"\ben cours de (?:livraison|distribution)\b|\best en livraison\b",
        r"\ben reparto\b",
        r"\bin (?:consegna|distribuzione)\b(?=[^!?;]{0,30}(?:oggi|$|[:,-]))",
        r"\bbezorger is onderweg|\bin bezorging\b|\bmet de bezorger (?:mee|onderweg)",
    ),
    ParcelStatus.EXCEPTION: any_of(
        r"\b(?:has been|is|was|is being|running) (?:slightly |unexpectedly )?"
        r"(?:delayed|late|held (?:by|at|in) customs|stuck (?:in|at) customs)",
        r"\bheld (?:by|at|in) customs|\bclearance delay",
        r"\b(?:verzogert|verspatet) sich|\bist (?:leider )?(?:verspatet|verzogert)"
        r"|\bhat verspatung|\b(?:vom|beim) zoll (?:an|fest|zuruck)gehalten",
        r"\b(?:est|a ete) (?:retardee?|(?:retenue?|bloquee?) (?:a|en|par) (?:la )?douane)"
        r"|\ba du retard|\best en retard",
        r"\b(?:esta|ha sido|fue) (?:retrasad[oa]|retenid[oa] en (?:la )?aduana)|\bcon retraso\b"
        r"|\bse ha retrasado",
        r"\bin ritardo\b|\b(?:e )?(?:ferm[oa]|trattenut[oa]|bloccat[oa]) (?:in|alla|dalla) dogana",
        r"\bis\b[^!?;]{0,30}\bvertraagd|\bheeft vertraging"
        r"|\bvastgehouden (?:bij|door) de douane|\bdoor de douane vastgehouden",
    ),
    ParcelStatus.IN_TRANSIT: any_of(
        rf"\b(?:has|have) been {_SOON}picked up by (?:ups|usps|dhl|fedex|gls|dpd|the carrier|our)",
        r"\bwe(?:'ve| have) (?:got|received|picked up|collected)? ?(?:your|the) "
        r"(?:parcel|package|shipment|item)",
        r"\b(?:is|are) (?:now )?on (?:its|the|their) way\b(?! back)|\bis in transit\b",
        r"\b(?:ist|sind) (?:jetzt |nun )?(?:unterwegs|auf dem weg)",
        r"\b(?:est|sont) (?:\w+ )?(?:en transit|en route|en chemin|en cours d'acheminement)",
        r"\besta (?:\w+ )?en (?:transito|camino)",
        r"\be (?:\w+ )?in (?:transito|viaggio)",
        r"\bis (?:\w+ )?onderweg\b",
    ),
    ParcelStatus.PRE_TRANSIT: any_of(
        r"\blabel (?:has been |was )?(?:created|printed)\b",
        r"\bcreated a (?:shipping |delivery )?label",
        r"\b(?:shipment|shipping|parcel) (?:information|data|details) (?:has been |have been )?"
        r"(?:received|sent)|\breceived (?:the |your )?(?:shipment|shipping) (?:information|data)",
        r"\belectronically (?:announced|advised)|\bpre-?advised\b|\bpre-?shipment\b",
        r"\belektronisch (?:angekundigt|ubermittelt|avisiert)|\bwurde (?:\w+ ){0,4}angekundigt"
        r"|\bsendungsdaten (?:\w+ ){0,3}ubermittelt",
        r"\betiquette\b[^!?;]{0,50}\b(?:creee|editee|imprimee)|\b(?:a ete|est) annoncee?\b",
        r"\betiqueta (?:\w+ ){0,3}creada|\binformacion del envio (?:\w+ ){0,2}recibida"
        r"|\bprerregistrad[oa]",
        r"\betichetta (?:\w+ ){0,3}(?:creata|stampata)|\b(?:dati|informazioni) (?:\w+ ){0,3}"
        r"(?:ricevut[ei]|trasmess[ei])",
        r"\blabel (?:\w+ ){0,2}aangemaakt|\b(?:is|werd) (?:\w+ ){0,3}aangemeld\b",
    ),
}
"""What has happened, the furthest first: of what one sentence tells, that is what is left."""
_BEFORE_LABEL = (
    r"(?:.{0,60}: |.{0,60}\d{6}\w{0,4} |(?:usps|ups|fedex|dhl|dpd|gls|evri|ontrac|auspost)\W{1,3})?"
)
_DAY = (
    r"(?=\W{0,3}(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d))"
)
_PLAN = r"(?:tomorrow|today|by|between|soon|within|not?|free|to|\d{1,3}(?![\d/.-]))"
_ENDS = rf"(?=$|[.!](?:\s|$)|[:,](?! {_PLAN})|\s?[-–—|(](?! ?{_PLAN})"
_AFTER_LABEL = rf"(?:{_ENDS}| \w*\d{{6}})| (?:on|at):?{_DAY})"
LABELS = {
    ParcelStatus.DELIVERED: any_of(
        rf"{_BEFORE_LABEL}(?:your )?(?:{_NOUN_EN} )?delivered{_AFTER_LABEL}",
        rf"{_BEFORE_LABEL}(?:(?:ihr|ihre|dein|deine) )?(?:paket |sendung )?(?:erfolgreich )?"
        rf"zugestellt{_ENDS}| am \W{{0,3}}\w| an )",
        rf"{_BEFORE_LABEL}zustellung erfolgreich",
        rf"{_BEFORE_LABEL}(?:votre )?(?:colis |envoi )?livree?{_ENDS}| le \W{{0,3}}\w)",
        rf"{_BEFORE_LABEL}(?:pedido |paquete |envio )?entregad[oa]{_ENDS}| el \W{{0,3}}\w)",
        rf"{_BEFORE_LABEL}(?:pacco |spedizione )?consegnat[oa]{_ENDS}| il \W{{0,3}}\w)",
        rf"{_BEFORE_LABEL}(?:je |uw )?(?:pakket |zending )?(?:bezorgd|afgeleverd)"
        rf"{_ENDS}| op \W{{0,3}}\w)",
    ),
    ParcelStatus.IN_TRANSIT: any_of(rf"{_BEFORE_LABEL}in transit{_ENDS})"),
}
"""What stands for a sentence, at its beginning or after a label, in a capital letter."""
NEVER = any_of(
    r"\b(?:will|won't|shall|should|would|(?<!\d )may(?! \d)|might|could|must|not|never|cannot"
    r"|\w+n't|unable|expected|scheduled|estimated|planned|anticipated|likely|arriv(?:es|ing)"
    r"|undelivered)\b",
    r"\w'll\b",
    r"\b(?:supposed|(?:meant|due|going|about|intended|was|were) to|nearly|almost|tomorrow|reported"
    r"|reportedly|allegedly|apparently|presumably|claimed|believed)\b",
    r"\b(?:beinahe|fast (?:schon )?(?:zugestellt|geliefert)|(?<!heute )(?<!gestern )morgen"
    r"|angeblich|vermutlich|offenbar)\b",
    r"\b(?:presque|demain|apparemment|quasi|casi|(?<!la )manana|domani|bijna|vermoedelijk)\b",
    r"\b(?:wird|werden|werde|soll|sollen|sollte|kann|konnen|konnte|konnten|nicht|noch nicht|nie"
    r"|keine?|voraussichtlich|geplant|erwartet|sonst|andernfalls)\b",
    r"\b(?:sera|seront|serait|devrait|pourra|pourrait|doit|va|pas|jamais|prevue?|non)\b",
    r"\bno\b(?![.:]| ?\d| ?1z)|\b(?:nunca|seran|debe|puede|podra|previst[oa]|estimad[oa])\b",
    r"\b(?:sara|saranno|verra|dovrebbe|puo|potra|previst[oa])\b",
    r"\b(?:wordt|worden|zal|zullen|zou|kan|kon|moet|niet|nooit|geen|verwacht|gepland|nog)\b",
)
"""What makes a saying a plan, a hope or its contrary, where it stands before."""
IF = any_of(
    r"\b(?:says|said|writes|wrote|sagt|schreibt|dit que|dice|zegt)\b",
    r"\b(?:because|since|although|you (?:told|said|report|claim|ask)\w*|weil|obwohl|parce qu\w*"
    r"|porque|perche|omdat|hoewel)\b",
    r"\b(?:once|when|if|whether|unless|until|till|before|after|as soon as|in case|every|each)\b",
    r"\b(?:sobald|wenn|falls|bis|bevor|nachdem|ob|jedes?|wann)\b",
    r"\b(?:des qu|lorsqu|jusqu)|\b(?:quand|si|avant|apres|une fois|chaque)\b",
    r"\b(?:cuando|una vez|antes|hasta|despues|en caso|cada)\b",
    r"\b(?:quando|appena|una volta|prima|dopo|finche|ogni)\b|\bse (?:il|non|lo|hai|vuoi)\b",
    r"\b(?:zodra|wanneer|als|voordat|nadat|indien|tot|of je|elk)\b",
)
"""What makes a saying one of many cases, or somebody else's, wherever it stands before."""
ASKED = any_of(
    r"\bplease\b(?! note| find| be)|\b(?:can|could|would|will) you\b|\blet us know|\btell us"
    r"|(?<!we )(?<!we can )(?<!now )(?<!hereby )\bconfirm\b|(?<!your )\brequest(?:s|ed|ing)?\b",
    r"\bbitte\b(?! beachten)|\b(?:konnen|konnten|wurden) sie\b|\bbestatigen sie|\banfrage\b",
    r"\b(?:veuillez|merci de|pouvez[- ]vous|confirmez)\b|\bdemande\b",
    r"\b(?:por favor|puede usted|confirme|confirma que|solicitud)\b",
    r"\b(?:si prega|per favore|conferm(?:a|ate|are|i) (?:che|se)|richiesta|potete)\b",
    r"\b(?:gelieve|alstublieft|graag|bevestig|kunt u|kun je|verzoek|aanvraag)\b",
)
"""What makes a saying something that is asked of the reader, wherever it stands before."""
OTHER_ONE = any_of(
    r"\b(?:previous|earlier|former|other|another|last|first(?! class)|original|old)\b",
    r"\b(?:vorherig\w*|vorig\w*|fruher\w*|letzte\w*|erste\w*|andere\w*)\b",
    r"\b(?:precedent\w*|premiere?|derniere?|autre|anterior|primer[oa]?|otr[oa]|ultim[oa])\b",
    r"\b(?:precedente|prim[oa]|scors[oa]|altr[oa]|eerste|laatste|eerdere?|andere)\b",
)
"""What makes a saying one of another parcel than the mail's."""
REPLACED = any_of(
    r"\breplacement|\bersatz|\bremplacement|\breemplazo|\bsostituzion|\bsostitutiv|\bvervang"
)
"""Where such words stand two parcels are spoken of."""
THINGS = any_of(
    r"\b(?:gift ?cards?|vouchers?|coupons?|invoices?|receipts?|newsletters?|labels?|certificates?"
    r"|licen[cs]es?|downloads?|digital|e-?tickets?|e-?books?|statements?|passwords?)\b",
    r"\b(?:\w*gutschein\w*|geschenkkarte\w*|\w*rechnung\w*|lieferschein\w*|quittung\w*|beleg\w*"
    r"|\w*etikett\w*|mahnung\w*)\b",
    r"\b(?:cartes? cadeau|bon d'achat|factur(?:e|a)|etiquet(?:te|a)|tarjeta (?:de )?regalo|cupon"
    r"|recibo|carta regalo|buono|fattura|etichetta|ricevuta|cadeau(?:kaart|bon)|tegoedbon"
    r"|factuur)\b",
)
"""What shops send too, and is no parcel, where such words stand before."""
LETTERS = any_of(
    r"\b(?:confirmation|announcement|notification|notice|reminder|report|e-?mail|message)s?\b",
    r"\b\w*(?:bestatigung|ankundigung|benachrichtigung|erinnerung|nachricht)(?:en)?\b",
    r"\b(?:annonce|avis|aviso|confirmacion|notificacion|avviso|conferma|notifica)\b",
    r"\b\w*(?:bevestiging|aankondiging|kennisgeving|herinnering|bericht)\b",
)
"""What may have been delivered itself, where no colon stands between."""
BY_MAIL = any_of(
    r"\b(?:by|via|per|par|por|tramite|to your) (?:e-?mail|correo electronico|posta elettronica)\b",
    r"\b(?:electronically|digitally|inbox)\b",
)
LEAVES = any_of(r"\bausgeliefert\b")
"""What a shop says when it sends something, and a carrier when it came."""
MISTAKEN = any_of(
    r"\b(?:wrong\w*|mistake\w*|in error|incorrect\w*|misdeliver\w*)\b",
    r"\b(?:irrtumlich\w*|versehentlich|falsch\w*)\b",
    r"\b(?:par erreur|mauvaise|por error|equivocad\w*|per errore|sbagliat\w*|verkeerd\w*)\b",
    r"\b(?:stranger|(?:somebody|someone) else|unknown|as (?:stated|reported|claimed))\b",
    r"\b(?:fremde\w*|unbekannt\w*|inconnu\w*|desconocid\w*|sconosciut\w*|onbekend\w*)\b",
    r"\b(?:returns?|returned|retour\w*|rucksend\w*|devolucion|devuelt[oa]|reso|empty|leeres)\b",
    r"\b(?:in part|part of|partly|partial(?:ly)?|some (?:of|items)|teil(?:weise)?|partiellement"
    r"|en partie|parcialmente|parzialmente|in parte|gedeeltelijk|deels)\b",
    r"\b(?:but|aber|mais|pero|ma|maar) (?:\w+ ){0,3}(?:not|never|nobody|nothing|nicht|nie|niemand"
    r"|nichts|kein\w*|pas|jamais|no|nunca|nadie|non|mai|nessuno|niet|nooit|niets|geen)\b",
)
"""Where such words stand a parcel is not where it should be, or an older mail is taken back."""
DENIED = any_of(
    r"\b(?:not|never|n't) (?:yet )?(?:been )?(?:yet )?delivered|n't (?:been )?delivered",
    r"\bnicht (?:\w+ )?(?:zugestellt|ausgeliefert|geliefert)",
    r"\bpas (?:encore )?ete (?:livre|distribue)|\bno (?:se )?(?:ha sido|fue|ha) entregad",
    r"\bnon e stat[oa] consegnat|\bniet (?:bezorgd|afgeleverd|geleverd)",
)
OF_PEOPLE = any_of(
    r"\b(?:my|i've|i'm|i (?:have|am|did|was|got|never|still))\b",
    r"\b(?:ich|mein|meine|meinen|meiner|meinem|mir|mich)\b",
    r"\b(?:mon (?:colis|envoi|paquet)|ma commande|j'ai|je n'ai|je suis)\b",
    r"\b(?:mi (?:paquete|pedido|envio)|yo)\b",
    r"\b(?:il mio|la mia)\b",
    r"\b(?:mijn|ik)\b",
)
"""What customers write of their parcels into forms."""
ADDRESSING = any_of(
    r"\b(?:your|ihr|ihre[nmrs]?|dein|deine[nmrs]?|euer|eure[nmrs]?|votre|vos|ton|ta|tes)\b",
    r"\b(?:su|sus|tu|tus|vuestr[oa]|il suo|la sua|tuo|tua|vostr[oa]|je|jouw|uw|jullie)\b",
)
"""How machines speak to customers."""
ASKING = any_of(
    r"\b(?:rate|review|feedback|survey|how did|how was|tell us|claim|invoice|refund"
    r"|newsletter|statement|satisf\w*|contact form|enquiry|inquiry|new message"
    r"|ticket|question|digest|summary)\b",
    r"\b(?:rechnung\w*|reklamation\w*|nachforschung\w*|agb|bewert\w*|zufrieden\w*"
    r"|umfrage|feedback|kontaktformular|anfrage|frage|neue nachricht)\b",
    r"\b(?:reclamation|facture|(?:votre|ton|un|donnez) avis|enquete|notez|evaluez|demande"
    r"|formulaire)\b",
    r"\b(?:factura|reclamacion|valora\w*|opinion|encuesta|formulario)\b",
    r"\b(?:fattura|reclamo|recension\w*|sondaggio|valuta|richiesta|modulo)\b",
    r"\b(?:factuur|klacht|beoordeel|beoordeling|enquete|vraag|contactformulier)\b",
)
"""What a mail is about that asks, or hands on what others asked."""
PLACES = any_of(
    r"\b(?:parcel ?shop|pick-?up (?:point|location|station|shop)|access point|locker)",
    r"\b(?:service ?point|collection point|post office|drop-?off point|retail location|parcel box)",
    r"\bpackstation|\bpaketshop|\bpostfiliale|\bfiliale\b|\babholstation|\bpaketbox|\bpoststation",
    r"\bpoint (?:relais|de retrait|pickup)|\brelais\b|\bbureau de poste|\bconsigne",
    r"\bpunto (?:de recogida|pack|di ritiro)|\boficina de correos|\btaquilla",
    r"\bufficio postale|\barmadietto",
    r"\bafhaal(?:punt|locatie)|\bservicepunt|\bpostnl[- ]punt|\bpakketpunt|\bpakketautomaat",
)
"""Where a parcel waits for whom it is for."""
_MORE_CARRIERS = (
    "amazon|bartolini|brt|colis prive|correos|ctt|inpost|lasership|mondial relay"
    "|mrw|nacex|poste italiane|purolator|relais colis|sda|sendle|seur|the post|yodel|zeleris"
)
_NAMES = "|".join(re.escape(folded(said)) for one in CARRIERS for said in one.spellings)
_TO = r"\b(?:to|an|a|al|alla|allo|aan|bij|bei|au|aux|chez) ?"
_ARTICLE = r"(?:(?:the|our|your|an|el|la|le|il|lo|den|die|der|dem|de|het|een|unsere\w?|onze) ){0,2}"
TO_CARRIER = any_of(
    rf"{_TO}{_ARTICLE}(?:{_NAMES}|{_MORE_CARRIERS})\b"
    r"(?! (?:parcel|package|shipment|customer|access|packstation|paket|pakket))"
)
"""By name, after any word that may mean "to"."""
_FIRM = r"(?:compan(?:y|ies)|partners?|providers?|agent|agency|firm|service|office)"
HANDED = any_of(
    r"\bdelivered to (?:the |our |a |an |your |its |us\b)?(?:local |regional |destination )?"
    r"(?:depot|facility|hub|cent(?:er|re)|carrier|courier|warehouse|sorting|customs|airport|origin"
    r"|haulier|hauler|fulfil\w*|forwarder|freight|driver|ups facility"
    r"|delivery (?:depot|station|driver)"
    rf"|(?:shipping|delivery|transport|logistics?|courier|postal) {_FIRM})",
    r"\bdelivered to us\b|\bdelivered back\b|\bback to us\b",
    r"\bdelivered to (?:the |its )?(?:original )?(?:sender|shipper)",
    r"\b(?:depot|paketzentrum|verteilzentrum|zustellbasis|logistikzentrum|lager|spedit(?:eur|ion)"
    r"|(?:paket|liefer|kurier|zustell)dienst|versanddienst\w{0,12}|versandunternehmen|transportunternehmen|frachtfuhrer"
    r"|transporteur|(?:zustell|versand|logistik|liefer|transport)partner)\b"
    r"|\ban (?:den|unseren|einen) (?:zusteller|kurier|fahrer)",
    r"\ban uns\b|\bchez nous\b|\ba (?:nosotros|noi)\b|\b(?:aan|bij) ons\b",
    r"\b(?:au (?:transporteur|livreur|coursier)|centre de tri|entrepot)\b",
    r"\b(?:al (?:transportista|mensajero|repartidor|courier)|almacen|centro de (?:distribucion"
    r"|clasificacion)|a la (?:empresa|agencia|compania))\b",
    r"\b(?:al (?:corriere|vettore|trasportatore)|allo spedizioniere|magazzino"
    r"|centro di smistamento)\b",
    r"\b(?:sorteercentrum|(?:aan|bij) (?:de|onze) (?:vervoerder|koerier|bezorger|bezorgdienst)"
    r"|magazijn)\b",
)
"""To whom a parcel is given on its way, which is no delivery."""
PLANNED = any_of(
    r"\b(?:will be|scheduled|expected|estimated|arriv(?:es|ing)|on (?:its|the) way|coming)\b",
    r"\b(?:wird|kommt|voraussichtlich|angekundigt|unterwegs)\b",
    r"\b(?:sera|arrive|prevue?|en route|bientot)\b",
    r"\b(?:llega|llegara|previsto|en camino)\b",
    r"\b(?:sara|arriva|arrivera|in arrivo)\b",
    r"\b(?:wordt|komt|onderweg|verwacht)\b",
)
"""Subjects of what is still to come, whatever their bodies say of other days."""
