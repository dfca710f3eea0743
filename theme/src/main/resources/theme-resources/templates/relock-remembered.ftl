<#import "template.ftl" as layout>
<#import "relock-page.ftl" as page>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        ${msg("relockRememberedTitle", relockUser)}
    <#elseif section = "form">
        <form id="relock-remembered-form" class="relock-page" action="${url.loginAction}" method="post"
              data-relock-challenge="${relockChallenge}" data-relock-purpose="login">
            <p id="relock-remembered-user">${msg("relockRemembered", relockUser)}</p>
            <div class="relock-buttons">
                <@page.button id="relock-remembered-continue" label="relockRememberedContinue" name="relock-choice" value="continue" />
                <@page.button id="relock-decline" label="relockRememberedNotYou" name="relock-choice" value="decline" primary=false />
            </div>
        </form>
        <@page.resources />
    </#if>
</@layout.registrationLayout>
