<#import "template.ftl" as layout>
<#import "relock-page.ftl" as page>
<#macro question><#if !relockConsent>${msg("relockBindProgressTitle")}<#elseif relockDays gt 0>${msg("relockBindTitleDays", relockDays)}<#else>${msg("relockBindTitleHours", relockHours)}</#if></#macro>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        <@question />
    <#elseif section = "show-username">
        <@page.titleWhereThemeHasNone><@question /></@page.titleWhereThemeHasNone>
    <#elseif section = "form">
        <#if !relockConsent><@page.resources /></#if>
        <form id="relock-bind-form" class="relock-page" action="${url.loginAction}" method="post"
              data-relock-challenge="${relockChallenge}" data-relock-purpose="bind"<#if !relockConsent> data-relock-auto</#if>>
            <#if relockConsent>
                <p id="relock-bind-question"><#if relockDays gt 0>${msg("relockBindDays", relockDays)}<#else>${msg("relockBindHours", relockHours)}</#if></p>
                <#if relockByLink><p id="relock-bind-link" class="relock-hint">${msg("relockBindLinkHint")}</p></#if>
                <p class="relock-hint">${msg("relockBindHint")}</p>
                <p class="relock-hint">${msg("relockBindDeclineHint")}</p>
                <div class="relock-buttons">
                    <@page.button id="relock-trust" label="relockBindTrust" name="relock-choice" value="trust" />
                    <@page.button id="relock-decline" label="relockBindDecline" name="relock-choice" value="decline" primary=false />
                </div>
            <#else>
                <@page.progress text="relockBindProgress" />
            </#if>
        </form>
        <#if relockConsent><@page.resources /></#if>
    </#if>
</@layout.registrationLayout>
