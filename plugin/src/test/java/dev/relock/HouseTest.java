package dev.relock;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** Who may know whom. */
@AnalyzeClasses(packages = "dev.relock", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {
    private static final String[] ROOMS_ABOVE = {"dev.relock.flow..", "dev.relock.http.."};
    private static final String[] PLAIN = {
        "dev.relock.protocol..",
        "dev.relock.message..",
        "dev.relock.token..",
        "dev.relock.proof..",
        "dev.relock.epoch..",
        "dev.relock.device..",
        "dev.relock.decision..",
        "dev.relock.handshake..",
        "dev.relock.verification.."
    };

    @ArchTest
    static final ArchRule theGatewayKnowsNoRoomAboveIt = noClasses()
            .that()
            .resideOutsideOfPackages(ROOMS_ABOVE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOMS_ABOVE);

    @ArchTest
    static final ArchRule theLoginFlowDoesNotKnowTheHttpEndpoints = noClasses()
            .that()
            .resideInAPackage("dev.relock.flow..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.relock.http..");

    @ArchTest
    static final ArchRule theHttpEndpointsDoNotKnowTheLoginFlow = noClasses()
            .that()
            .resideInAPackage("dev.relock.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.relock.flow..");

    @ArchTest
    static final ArchRule protocolAndDecisionArePlainJava = noClasses()
            .that()
            .resideInAnyPackage(PLAIN)
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are Keycloak's or Infinispan's, but for the annotations that give a record its wire form",
                    HouseTest::isServerClass));

    @ArchTest
    static final ArchRule noPackagesInACircle =
            SlicesRuleDefinition.slices().matching("dev.relock.(*)..").should().beFreeOfCycles();

    private static boolean isServerClass(JavaClass type) {
        String name = type.getPackageName();
        boolean wireForm = name.startsWith("org.infinispan.protostream");
        return (name.startsWith("org.keycloak") || name.startsWith("org.infinispan")) && !wireForm;
    }
}
