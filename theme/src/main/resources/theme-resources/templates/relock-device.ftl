<#import "template.ftl" as layout>
<#import "relock-page.ftl" as page>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        ${msg("relockDeviceTitle")}
    <#elseif section = "show-username">
        <@page.titleWhereThemeHasNone>${msg("relockDeviceTitle")}</@page.titleWhereThemeHasNone>
    <#elseif section = "form">
        <@page.resources />
        <form id="relock-device-form" class="relock-page" action="${url.loginAction}" method="post"
              data-relock-challenge="${relockChallenge}" data-relock-purpose="login" data-relock-auto>
            <@page.progress text="relockDeviceProgress" />
        </form>
    </#if>
</@layout.registrationLayout>
