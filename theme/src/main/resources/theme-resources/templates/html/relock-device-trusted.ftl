<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("relockMailTrusted", relockLabel, realmName)}</p>
<ul>
    <li>${msg("relockMailWhen", relockTime)}</li>
    <li>${msg("relockMailBrowser", relockLabel)}</li>
    <#if relockNetwork?has_content><li>${msg("relockMailNetwork", relockNetwork)}</li></#if>
</ul>
<p>${msg("relockMailTrustedYou")}</p>
<p>${msg("relockMailTrustedNotYou")}</p>
<p><a href="${relockLink}">${msg("relockMailRemovalLink")}</a></p>
<p>${msg("relockMailRemovalHint")}</p>
</@layout.emailLayout>
