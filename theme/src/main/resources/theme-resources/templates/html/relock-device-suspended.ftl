<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("relockMailSuspended", relockLabel, realmName)}</p>
<ul>
    <li>${msg("relockMailWhen", relockTime)}</li>
    <li>${msg("relockMailBrowser", relockLabel)}</li>
</ul>
<p>${msg("relockMailSuspendedMeaning")}</p>
<p>${msg("relockMailSuspendedAdvice")}</p>
</@layout.emailLayout>
