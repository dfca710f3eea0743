<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("relockMailRemoved", relockLabel, realmName)}</p>
<ul>
    <li>${msg("relockMailWhen", relockTime)}</li>
    <li>${msg("relockMailBrowser", relockLabel)}</li>
</ul>
<p>${msg("relockMailRemovedMeaning")}</p>
<p>${msg("relockMailRemovedAdvice")}</p>
</@layout.emailLayout>
