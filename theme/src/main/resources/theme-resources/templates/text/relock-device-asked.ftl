<#ftl output_format="plainText">
${msg("relockMailAsked", relockLabel, realmName)}

${msg("relockMailWhen", relockTime)}
${msg("relockMailBrowser", relockLabel)}

${msg("relockMailAskedYou")}

${msg("relockBindTrust")}:
${relockLink}

${msg("relockMailAskedHint")}

${msg("relockMailAskedNotYou")}
