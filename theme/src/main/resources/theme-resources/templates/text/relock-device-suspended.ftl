<#ftl output_format="plainText">
${msg("relockMailSuspended", relockLabel, realmName)}

${msg("relockMailWhen", relockTime)}
${msg("relockMailBrowser", relockLabel)}

${msg("relockMailSuspendedMeaning")}

${msg("relockMailSuspendedAdvice")}
