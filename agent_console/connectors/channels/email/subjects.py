"""What machines write into the subject, in the languages of our customers and of their servers."""
# ruff: noqa: RUF001 - words of many scripts

from agent_console.connectors.channels.email.phrases import any_of

AWAY = any_of(
    r"auto(?:matic|mated)?[- ]?(?:reply|response|answer)",
    r"(?:auto|ooo):|autoresponder",
    r"(?:i am |i'm |currently )?out of (?:the )?office|away (?:from|until)",
    r"vacation|on (?:vacation|leave|holiday)",
    r"automatische (?:antwort|nachricht)|abwesen|nicht im (?:büro|haus)|urlaub",
    r"réponse (?:automatique|auto)|absence (?:du|de)|absent",
    r"respuesta automática|fuera de (?:la )?oficina|ausencia",
    r"resposta automática|ausência|fora do escritório",
    r"risposta automatica|fuori (?:sede|ufficio)|assenza",
    r"automatische? (?:antwoord|bericht|beantwoord)|afwezig|niet aanwezig",
    r"autosvar|automatiskt? svar|fravær|frånvaro",
    r"automaattinen vastaus|poissa",
    r"automatyczna odpowiedź|odpowiedź automatyczna|autoodpowiedź|nieobecność|poza biurem",
    r"автоматический ответ|автоответ|отсутств",
    r"automatická odpověď|automatikus válasz|otomatik yanıt|răspuns automat",
    r"自动回复|自動回覆|自動回答|自動返信|自動応答|不在",
    r"자동 ?(?:회신|응답)|부재중",
    r"رد تلقائي|الرد التلقائي",
)
"""Of those who are not there; only at the beginning, so that no answer to such a mail counts."""
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
"""Of servers that could not deliver a mail."""
