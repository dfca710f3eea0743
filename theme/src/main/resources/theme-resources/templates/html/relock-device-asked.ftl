<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("relockMailAsked", relockLabel, realmName)}</p>
<ul>
    <li>${msg("relockMailWhen", relockTime)}</li>
    <li>${msg("relockMailBrowser", relockLabel)}</li>
</ul>
<p>${msg("relockMailAskedYou")}</p>
<p><a href="${relockLink}">${msg("relockBindTrust")}</a></p>
<p>${msg("relockMailAskedHint")}</p>
<p>${msg("relockMailAskedNotYou")}</p>
</@layout.emailLayout>
