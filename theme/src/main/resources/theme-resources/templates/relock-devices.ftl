<#import "template.ftl" as layout>
<#import "relock-page.ftl" as page>
<@layout.registrationLayout displayMessage=true; section>
    <#if section = "header">
        ${msg("relockDevicesTitle")}
    <#elseif section = "form">
        <link rel="stylesheet" href="${url.resourcesPath}/css/relock-login.css">
        <link rel="stylesheet" href="${url.resourcesPath}/css/relock-devices.css">
        <div id="relock-devices" class="relock-page">
            <#if relockOwned?has_content>
                <p>${msg("relockDevicesIntro")}</p>
                <ul class="relock-devices">
                    <#list relockOwned as device>
                        <li<#if device.here> id="relock-here"</#if>>
                            <form action="${url.loginAction}" method="post">
                                <input type="hidden" name="relock-device" value="${device.id}">
                                <label for="relock-label-${device?counter}">${msg("relockDevicesName")}</label>
                                <#if device.here><strong class="relock-here">${msg("relockDevicesHere")}</strong></#if>
                                <div class="relock-name">
                                    <span class="${properties.kcInputClass!}">
                                        <input id="relock-label-${device?counter}" name="relock-label" type="text" value="${device.label}"
                                               maxlength="${relockNameLength}" autocomplete="off" required
                                               aria-describedby="relock-facts-${device?counter}">
                                    </span>
                                    <button type="submit" class="${properties.kcButtonClass!} ${properties.kcButtonSecondaryClass!properties.kcButtonDefaultClass!}"
                                            aria-label="${msg("relockDevicesRenameThis", device.label)}">${msg("relockDevicesRename")}</button>
                                </div>
                                <p id="relock-facts-${device?counter}" class="relock-hint">
                                    <#if device.trusted>${msg("relockDevicesTrusted", device.lastUsed, device.until)}<#else>${msg("relockDevicesNotTrusted", device.lastUsed)}</#if>
                                </p>
                            </form>
                        </li>
                    </#list>
                </ul>
                <#if !relockHere || relockOwned?size gt 1>
                    <details class="relock-remove">
                        <summary id="relock-remove">${relockHere?then(msg("relockDevicesRemoveOthers"), msg("relockDevicesRemoveAll"))}</summary>
                        <p>${relockHere?then(msg("relockDevicesRemoveOthersHint"), msg("relockDevicesRemoveAllHint"))}</p>
                        <form action="${url.loginAction}" method="post" class="relock-buttons">
                            <@page.button id="relock-remove-others" label="relockDevicesRemove" name="relock-remove-others" value="true" primary=false />
                        </form>
                    </details>
                </#if>
            <#else>
                <p id="relock-no-devices">${msg("relockDevicesNone")}</p>
            </#if>
            <form action="${url.loginAction}" method="post" class="relock-buttons">
                <@page.button id="relock-done" label="relockDevicesDone" name="relock-done" value="true" />
            </form>
        </div>
    </#if>
</@layout.registrationLayout>
