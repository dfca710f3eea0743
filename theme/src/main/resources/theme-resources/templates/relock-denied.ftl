<#import "template.ftl" as layout>
<#import "relock-page.ftl" as page>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        ${msg("relockDeniedTitle")}
    <#elseif section = "show-username">
        <@page.titleWhereThemeHasNone>${msg("relockDeniedTitle")}</@page.titleWhereThemeHasNone>
    <#elseif section = "form">
        <div id="relock-denied" class="relock-page">
            <p>${msg("relockDenied")}</p>
            <p class="relock-hint">${msg("relockDeniedHint")}</p>
            <p><a id="relock-restart" href="${url.loginRestartFlowUrl}">${msg("relockDeniedRestart")}</a></p>
            <#if !skipLink?? && (client.baseUrl)?has_content>
                <p><a id="backToApplication" href="${client.baseUrl}">${msg("backToApplication")}</a></p>
            </#if>
        </div>
        <@page.styles />
    </#if>
</@layout.registrationLayout>
