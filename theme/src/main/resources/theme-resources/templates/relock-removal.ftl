<#import "template.ftl" as layout>
<#import "relock-page.ftl" as page>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        <#if relockRemoval = "ask">${msg("relockRemovalTitle")}<#elseif relockRemoval = "done">${msg("relockRemovedTitle")}<#else>${msg("relockRemovalVoidTitle")}</#if>
    <#elseif section = "form">
        <#if relockRemoval = "ask">
            <#-- To this very address, but without the key in it. -->
            <form id="relock-removal-form" class="relock-page" action="?" method="post">
                <input type="hidden" name="token" value="${relockKey}">
                <p>${msg("relockRemoval", relockLabel)}</p>
                <p class="relock-hint">${msg("relockRemovalHint")}</p>
                <div class="relock-buttons">
                    <@page.button id="relock-remove" label="relockRemovalButton" />
                </div>
            </form>
        <#elseif relockRemoval = "done">
            <div id="relock-removed" class="relock-page">
                <p role="status">${msg("relockRemoved", relockLabel)}</p>
                <p>${msg("relockRemovedAdvice")}</p>
            </div>
        <#else>
            <div id="relock-removal-void" class="relock-page">
                <p>${msg("relockRemovalVoid")}</p>
                <p>${msg("relockRemovalVoidHint")}</p>
            </div>
        </#if>
        <@page.styles />
    </#if>
</@layout.registrationLayout>
