<#import "template.ftl" as layout>
<#import "relock-page.ftl" as page>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        ${msg("relockNoticeTitle")}
    <#elseif section = "show-username">
        <@page.titleWhereThemeHasNone>${msg("relockNoticeTitle")}</@page.titleWhereThemeHasNone>
    <#elseif section = "form">
        <form id="relock-notice-form" class="relock-page" action="${url.loginAction}" method="post">
            <p>${msg("relockNotice")}</p>
            <ul class="relock-list">
                <#list relockLabels as label>
                    <li>${label}</li>
                </#list>
            </ul>
            <p>${msg("relockNoticeMeaning")}</p>
            <p>${msg("relockNoticeAdvice")}</p>
            <div class="relock-buttons">
                <@page.button id="relock-acknowledge" label="doContinue" />
            </div>
        </form>
        <@page.styles />
    </#if>
</@layout.registrationLayout>
