"""How mail programs of many languages label the fields of a header they copy into a text."""
# ruff: noqa: RUF001 - words of many scripts

_SENDERS = """
from|von|vom|de|da|van|od|från|fra|frá|lähettäjä|feladó|kimden|gönderen|expéditeur
remitente|mittente|absender|afzender|nadawca|от|от кого|отправитель|від|від кого
відправник|odesílatel|odosielateľ|dela|de la|expeditor|despre|из|од|пошиљалац|подател
šalje|pošiljatelj|pošiljalac|pošiljatelj/ica|nuo|siuntėjas|no|sūtītājs|saatja|kellelt
από|αποστολέας|מאת|من|المرسل|از|فرستنده|发件人|寄件者|寄件人|差出人|送信者|送信元
보낸사람|보낸 사람|발신|발신자|보내는 사람|จาก|ผู้ส่ง|từ|người gửi|dari|pengirim|daripada
प्रेषक|भेजने वाला|प्रेषिका|প্রেরক|থেকে|অনুপ্রেষক|અનુપ્રેષક|અનુ|அனுப்புநர்|పంపినవారు|nork
remetente|nga|sender|avsender|avsändare|afsender|sendandi|გამგზავნი|ուղարկող|кімнен
göndərən
"""
_TO = """
to|an|à|a|para|aan|naar|do|dla|кому|до|till|til|vastaanottaja|címzett|kime|alıcı|komu
către|catre|προς|אל|إلى|الى|المستلم|به|گیرنده|收件人|收件者|宛先|받는사람|받는 사람|수신
수신자|ถึง|đến|tới|kepada|ke|untuk|prima|primatelj|primalac|za|за|прима|примател|kam
gavėjas|saņēmējs|adressaat|saaja|kellele|per a|per|pour|destinataire|destinatario
destinatário|empfänger|ontvanger|odbiorca|получатель|одержувач|adresát|príjemca|प्रति
प्राप्तकर्ता|को|প্রাপক|পেতে|பெறுநர்|nori|për|viðtakandi|mottaker|mottagare|modtager|cc|bcc
kopie|kopia|kopio|kopi|copie|copia|cópia|copie à|copia a|kopia do|копия|копія|копие|κοιν
κοιν.|dw|udw|másolatot kap|másolat|bilgi|抄送|副本|抄送人|参照|참조|숨은참조|נשלח עותק
עותק|نسخة|نسخة إلى|رونوشت|สำเนา|sao chép|tembusan|kp|ck|प्रतिलिपि|koopia|kopija
répondre à|reply-to|reply to|antwort an|rispondi a|risposta|responder a|responder para
antwoord aan|odpowiedź do|ответить|importance|priorität|priority|importancia|importância
priorità|prioriteit|ważność|важность|tärkeys|vigtighed|prioritet|viktighet|attachments
anlagen|anhänge|anhang|pièces jointes|adjuntos|anexos|allegati|bijlagen|załączniki
вложения|添付ファイル|附件|첨부|bilagor|vedlegg|vedhæftede filer|liitteet|přílohy
prílohy|ekler|resent-from|organization
"""
_DATES = """
date|datum|datums|fecha|data|дата|dato|päivä|päiväys|päivämäärä|dátum|tarih|ημερομηνία
תאריך|تاريخ|التاريخ|تاریخ|日期|日時|日付|날짜|วันที่|ngày|tanggal|tarikh|दिनांक|तिथि
তারিখ|தேதி|kuupäev|dagsetning|data e hora
"""
_SUBJECTS = """
subject|betreff|objet|sujet|asunto|assunto|oggetto|onderwerp|temat|тема|ämne|emne|aihe
tárgy|konu|předmět|predmet|subiect|θέμα|נושא|الموضوع|موضوع|主题|主題|主旨|件名|제목
หัวเรื่อง|เรื่อง|chủ đề|tiêu đề|subjek|perihal|naslov|zadeva|предмет|относно|наслов|tēma
temats|tema|teema|efni|assumpte|gaia|विषय|বিষয়|பொருள்|విషయం|subjekti|тақырып|mövzu
წერილის თემა|թեմա
"""
_SENT = """
sent|sent date|date sent|sent at|gesendet|gesendet am|envoyé|envoyé le|date d'envoi
date d’envoi|enviado|enviado el|fecha de envío|enviada|enviado em|enviada em
data de envio|inviato|inviato il|data invio|verzonden|verzonden op|wysłano|wysłane
data wysłania|отправлено|дата отправки|надіслано|відправлено|skickat|sendt|sendt dato
lähetetty|küldve|elküldve|gönderildi|gönderme tarihi|gönderilme tarihi|odesláno|odoslané
odoslaná|trimis|data trimiterii|αποστολή|στάλθηκε|ημερομηνία αποστολής|נשלח|נשלח ב
تم الإرسال|تاريخ الإرسال|أرسلت|ارسال شده|تاریخ ارسال|发送时间|发送日期|发件时间|已发送
寄件日期|傳送時間|傳送日期|送信日時|送信日|보낸날짜|보낸 날짜|보낸 시간|보냄|ส่ง|ส่งเมื่อ
đã gửi|gửi lúc|dikirim|dihantar|poslano|poslato|послато|изпратено|испратено|išsiųsta
nosūtīts|saadetud|enviat|bidalia|भेजा गया|प्रेषित|পাঠানো হয়েছে|dërguar|gestuur|sent on
received|empfangen
"""
SENDERS, TO, DATES, SUBJECTS, SENT = (
    frozenset(table.casefold().strip().replace("\n", "|").split("|"))
    for table in (_SENDERS, _TO, _DATES, _SUBJECTS, _SENT)
)
"""Labels of who wrote, to whom and with what else, when, and of what."""
OTHERS = TO | DATES | SUBJECTS | SENT
OF_MAILS = SUBJECTS | SENT
"""Labels of such a header that nobody writes who tells from where to where something goes."""
