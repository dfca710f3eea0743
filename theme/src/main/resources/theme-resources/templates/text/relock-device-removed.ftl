<#ftl output_format="plainText">
${msg("relockMailRemoved", relockLabel, realmName)}

${msg("relockMailWhen", relockTime)}
${msg("relockMailBrowser", relockLabel)}

${msg("relockMailRemovedMeaning")}

${msg("relockMailRemovedAdvice")}
