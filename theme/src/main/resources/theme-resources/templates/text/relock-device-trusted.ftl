<#ftl output_format="plainText">
${msg("relockMailTrusted", relockLabel, realmName)}

${msg("relockMailWhen", relockTime)}
${msg("relockMailBrowser", relockLabel)}
<#if relockNetwork?has_content>
${msg("relockMailNetwork", relockNetwork)}
</#if>

${msg("relockMailTrustedYou")}

${msg("relockMailTrustedNotYou")}

${msg("relockMailRemovalLink")}:
${relockLink}

${msg("relockMailRemovalHint")}
