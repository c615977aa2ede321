"""What machines write into the subject, in the languages of our customers and of their servers."""
# ruff: noqa: RUF001 - words of many scripts

import re

from agent_console.connectors.channels.email.phrases import any_of

_ANSWERED = (
    r"auto(?:matic|mated)?[- ]?(?:reply|response|answer)",
    r"automatische antwort|abwesenheits(?:notiz|nachricht|meldung)",
    r"réponse automatique",
    r"respuesta automática",
    r"resposta automática",
    r"risposta automatica",
    r"automatisch(?:e)? (?:antwoord|beantwoord)",
    r"autosvar|automatiskt? svar",
    r"automaattinen vastaus",
    r"automatyczna odpowiedź|odpowiedź automatyczna|autoodpowiedź",
    r"автоматический ответ|автоответ",
    r"automatická odpověď|automatikus válasz|otomatik yanıt|răspuns automat",
    r"自动回复|自動回覆|自動回答|自動返信|自動応答",
    r"자동 ?(?:회신|응답)",
    r"رد تلقائي|الرد التلقائي",
)
ANSWERED = re.compile(rf"(?:{'|'.join(_ANSWERED)})\s*(?:[:：\])-]|$)", re.IGNORECASE)
"""Of programs that answer in the place of a person, and what they answer to after a colon.

Only at the beginning, so that no answer to such a mail counts.
"""
AWAY = any_of(
    *_ANSWERED,
    r"(?:auto|ooo):|autoresponder",
    r"(?:i am |i'm |currently )?out of (?:the )?office|away (?:from|until)",
    r"vacation|on (?:vacation|leave|holiday)",
    r"automatische (?:nachricht|bericht)|abwesen|nicht im (?:büro|haus)|urlaub",
    r"réponse auto|absence (?:du|de)|absent",
    r"fuera de (?:la )?oficina|ausencia",
    r"ausência|fora do escritório",
    r"fuori (?:sede|ufficio)|assenza",
    r"afwezig|niet aanwezig",
    r"fravær|frånvaro|poissa",
    r"nieobecność|poza biurem",
    r"отсутств",
    r"不在|부재중",
)
"""Of those who are not there, but of customers too, who will not be there when a parcel comes."""
ANSWER = any_of(r"(?:re|aw|antw|sv|vs|odp|ynt|rif|res|r|回复|回覆|答复)(?:\[\d+\])?\s?[:：]")
"""With what the subject of an answer begins."""
FORWARD = any_of(
    r"(?:(?:re|aw|antw|sv|odp)\s?:\s*)*"
    r"(?:fwd?|wg|tr|rv|i|enc|vs|vb|pd|fs|doorst|doorgestuurd|vl|továbbítás|yön|ilt|prv|hw|πρθ|пер"
    r"|пересл|转发|轉寄|転送|전달|הועבר|إعادة توجيه|vidarebefordrat|weitergeleitet)\s?[:：]"
)
"""With what the subject of a mail begins that somebody passes on."""
RETURNED = any_of(
    r"undeliver|returned (?:mail|to sender)|failure notice|non[- ]?delivery|delayed mail",
    r"delivery (?:status )?(?:notification|failure|status|problem|error)",
    r"mails? delivery (?:failed|failure|status|subsystem|has failed)",
    r"(?:mail|message)s? (?:could not be|was not|not) delivered|could not send message",
    r"mail system error|error sending your mail",
    r"(?:message|mail) (?:you sent |delivery )?(?:has failed|failed|was rejected|blocked)",
    r"delivery has (?:failed|been delayed)",
    r"unzustellbar|nicht zugestellt|zustell(?:ung|fehler)|übermittlung fehl",
    r"non (?:remis|distribu)|échec de (?:la )?(?:remise|distribution)|impossible de remettre",
    r"no se (?:ha )?(?:puede|podido|pudo) entregar|no entregado|estado de entrega",
    r"non recapitabile|mancat[ao] (?:recapito|consegna)",
    r"onbestelbaar|kan niet worden bezorgd|olevererbart|kunde inte levereras",
    r"não (?:foi )?entregue|não pôde ser entregue|falha na entrega",
    r"niedostarcz|nie można dostarczyć|nedoruč|kézbesíthetetlen",
    r"недоставлен|не удалось доставить|не доставлено",
    r"配信不能|配信できません|送信できません|未配信|エラーメール",
    r"退信|无法投递|無法傳遞|未送達|반송|전송 실패",
    r"تعذر التسليم|فشل التسليم",
)
"""Of servers that could not deliver a mail, and of customers who speak of a parcel."""
