<#import "template.ftl" as layout>
<#import "relock-page.ftl" as page>
<#macro form challenge><#-- To this very address, but without the key in it. -->
    <form id="relock-trust-form" class="relock-page" action="?" method="post"
          data-relock-challenge="${challenge}" data-relock-purpose="bind"<#if relockTrust = "check"> data-relock-auto</#if>>
        <input type="hidden" name="token" value="${relockKey}">
        <#nested>
    </form>
</#macro>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        <#if relockTrust = "check">${msg("relockDeviceTitle")}
        <#elseif relockTrust = "ask"><#if relockDays gt 0>${msg("relockBindTitleDays", relockDays)}<#else>${msg("relockBindTitleHours", relockHours)}</#if>
        <#elseif relockTrust = "done">${msg("relockTrustDoneTitle")}
        <#elseif relockTrust = "elsewhere">${msg("relockTrustElsewhereTitle")}
        <#else>${msg("relockRemovalVoidTitle")}</#if>
    <#elseif section = "form">
        <#if relockTrust = "check">
            <@page.resources />
            <@form challenge=relockChallenge>
                <@page.progress text="relockDeviceProgress" noScript="relockTrustNoScript" />
            </@form>
        <#elseif relockTrust = "ask">
            <@page.resources />
            <@form challenge=relockChallenge>
                <p><#if relockDays gt 0>${msg("relockBindDays", relockDays)}<#else>${msg("relockBindHours", relockHours)}</#if></p>
                <p class="relock-hint">${msg("relockBindHint")}</p>
                <div class="relock-buttons">
                    <@page.button id="relock-trust" label="relockBindTrust" name="relock-choice" value="trust" />
                </div>
            </@form>
        <#elseif relockTrust = "done">
            <@page.styles />
            <div id="relock-trust-done" class="relock-page">
                <p role="status">${msg("relockTrustDone")}</p>
            </div>
        <#elseif relockTrust = "elsewhere">
            <@page.styles />
            <div id="relock-trust-elsewhere" class="relock-page">
                <p>${msg("relockTrustElsewhere")}</p>
                <p class="relock-hint">${msg("relockTrustElsewhereHint")}</p>
                <p class="relock-hint">${msg("relockTrustElsewhereWarning")}</p>
            </div>
        <#else>
            <@page.styles />
            <div id="relock-trust-void" class="relock-page">
                <p>${msg("relockTrustVoid")}</p>
                <p class="relock-hint">${msg("relockTrustVoidHint")}</p>
            </div>
        </#if>
    </#if>
</@layout.registrationLayout>
