<#-- Stands alone, without a theme: an application's reverse proxy reaches the gateway's folder and nothing else. -->
<!doctype html>
<html lang="${relockLanguage}">
<head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title><#if relockStep = "void">${msg("relockRedirectVoidTitle")}<#else>${msg("relockDeviceTitle")}</#if></title>
    <link rel="stylesheet" href="${relockFolder}redirect.css">
    <#if relockStep != "void">
        <script src="${relockFolder}redirect.js" defer></script>
    </#if>
    <#if relockStep = "ask">
        <script src="${relockFolder}relock.js" defer></script>
    </#if>
</head>
<body>
<main class="relock-page">
    <#if relockStep = "ask">
        <h1>${msg("relockDeviceTitle")}</h1>
        <form id="relock-redirect-form" method="post"
              data-relock-client="${relockClient}" data-relock-transaction="${relockTransaction}">
            <div class="relock-progress">
                <div class="relock-spinner" aria-hidden="true"></div>
                <p role="status" aria-live="polite">${msg("relockDeviceProgress")}</p>
            </div>
            <noscript><p>${msg("relockRedirectNoScript")}</p></noscript>
            <button id="relock-redirect-new" class="relock-late" type="submit">${msg("relockRedirectNew")}</button>
        </form>
    <#elseif relockStep = "send">
        <h1>${msg("relockDeviceTitle")}</h1>
        <form id="relock-return-form" method="post" action="${relockRoute}">
            <#list relockFields as name, value>
                <input type="hidden" name="${name}" value="${value}">
            </#list>
            <div class="relock-progress">
                <div class="relock-spinner" aria-hidden="true"></div>
                <p role="status" aria-live="polite">${msg("relockRedirectSend")}</p>
            </div>
            <button id="relock-return" class="relock-late" type="submit">${msg("doContinue")}</button>
        </form>
    <#else>
        <h1>${msg("relockRedirectVoidTitle")}</h1>
        <p id="relock-redirect-void">${msg("relockRedirectVoid")}</p>
        <p>${msg("relockRedirectVoidHint")}</p>
    </#if>
</main>
</body>
</html>
