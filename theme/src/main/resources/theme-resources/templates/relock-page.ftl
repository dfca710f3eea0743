<#-- What our pages share. They list their script and styles themselves, so that they work in every theme. Below
     what is read: a browser shows nothing that follows on styles before it has them, and the page would grow before one's eyes. -->
<#macro styles>
    <link rel="stylesheet" href="${url.resourcesPath}/css/relock-login.css">
</#macro>

<#macro resources>
    <@styles />
    <link rel="stylesheet" href="${url.resourcesPath}/css/relock-progress.css">
    <script src="${url.resourcesPath}/js/relock-login.js" defer></script>
</#macro>

<#-- Themes made after Keycloak's first ones show the user's name in the place of the title, once it is known. -->
<#macro titleWhereThemeHasNone>
    <#if !properties.kcLoginMainTitle??>
        <h1 class="relock-title"><#nested></h1>
    </#if>
</#macro>

<#macro button id label primary=true name="" value="">
    <button id="${id}" type="submit"<#if name?has_content> name="${name}" value="${value}"</#if>
            class="${properties.kcButtonClass!} ${primary?then(properties.kcButtonPrimaryClass!, properties.kcButtonSecondaryClass!properties.kcButtonDefaultClass!)} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${msg(label)}</button>
</#macro>

<#-- The page goes on by itself. Without JavaScript there is a button at once; should the script not load, after a while. -->
<#macro progress text noScript="relockNoScript">
    <div class="relock-progress">
        <div class="relock-spinner" aria-hidden="true"></div>
        <p role="status" aria-live="polite">${msg(text)}</p>
    </div>
    <div class="relock-continue">
        <noscript>
            <p>${msg(noScript)}</p>
            <@button id="relock-continue" label="doContinue" />
        </noscript>
        <div class="relock-late">
            <@button id="relock-continue-late" label="doContinue" primary=false />
        </div>
    </div>
</#macro>
