/** The shipped value sets, one per concept, and the project's own CodeSystem, as FHIR resources. Written by scripts/valuesets.mjs: change the tables, not this file. */
import _5Hiaa from './5-hiaa.json';
import acquiredAbsenceOfStomach from './acquired-absence-of-stomach.json';
import adenocarcinomaHistology from './adenocarcinoma-histology.json';
import adenocarcinomaWithNeuroendocrineDifferentiation from './adenocarcinoma-with-neuroendocrine-differentiation.json';
import atrophicGastritis from './atrophic-gastritis.json';
import autoimmuneThyroiditis from './autoimmune-thyroiditis.json';
import calcium from './calcium.json';
import carcinoidCrisis from './carcinoid-crisis.json';
import carcinoidHeartDisease from './carcinoid-heart-disease.json';
import carcinoidSyndrome from './carcinoid-syndrome.json';
import cgaSerum from './cga-serum.json';
import chronicGastritis from './chronic-gastritis.json';
import chronicKidneyDisease from './chronic-kidney-disease.json';
import ct from './ct.json';
import drugCabozantinib from './drug-cabozantinib.json';
import drugCapecitabine from './drug-capecitabine.json';
import drugCarboplatin from './drug-carboplatin.json';
import drugCisplatin from './drug-cisplatin.json';
import drugEtoposide from './drug-etoposide.json';
import drugEverolimus from './drug-everolimus.json';
import drugFluorouracil from './drug-fluorouracil.json';
import drugFolinate from './drug-folinate.json';
import drugH2Blocker from './drug-h2-blocker.json';
import drugInterferonAlfa from './drug-interferon-alfa.json';
import drugIrinotecan from './drug-irinotecan.json';
import drugIron from './drug-iron.json';
import drugLanreotide from './drug-lanreotide.json';
import drugOctreotide from './drug-octreotide.json';
import drugOxaliplatin from './drug-oxaliplatin.json';
import drugPCab from './drug-p-cab.json';
import drugPasireotide from './drug-pasireotide.json';
import drugPembrolizumab from './drug-pembrolizumab.json';
import drugPpi from './drug-ppi.json';
import drugPrrt from './drug-prrt.json';
import drugStreptozocin from './drug-streptozocin.json';
import drugSunitinib from './drug-sunitinib.json';
import drugSurufatinib from './drug-surufatinib.json';
import drugTelotristat from './drug-telotristat.json';
import drugTemozolomide from './drug-temozolomide.json';
import drugVitaminB12 from './drug-vitamin-b12.json';
import endoscopicRemoval from './endoscopic-removal.json';
import endoscopicResection from './endoscopic-resection.json';
import endoscopicResectionSiteNotStated from './endoscopic-resection-site-not-stated.json';
import esophagogastrectomy from './esophagogastrectomy.json';
import eus from './eus.json';
import eusReport from './eus-report.json';
import ferritin from './ferritin.json';
import gastrectomy from './gastrectomy.json';
import gastrectomyCompletion from './gastrectomy-completion.json';
import gastrectomyPartial from './gastrectomy-partial.json';
import gastrectomyTotal from './gastrectomy-total.json';
import gastricAdenocarcinoma from './gastric-adenocarcinoma.json';
import gastricBiopsy from './gastric-biopsy.json';
import gastricCancerUnspecified from './gastric-cancer-unspecified.json';
import gastricIntestinalMetaplasia from './gastric-intestinal-metaplasia.json';
import gastricNeoplasmUncertain from './gastric-neoplasm-uncertain.json';
import gastricPathology from './gastric-pathology.json';
import gastricPolyp from './gastric-polyp.json';
import gastrin from './gastrin.json';
import gastrinExcess from './gastrin-excess.json';
import gastrinFragment from './gastrin-fragment.json';
import gastrinoma from './gastrinoma.json';
import gastrinomaHistology from './gastrinoma-histology.json';
import gastritis from './gastritis.json';
import gastroscopy from './gastroscopy.json';
import gastroscopyObservation from './gastroscopy-observation.json';
import gastroscopyReferral from './gastroscopy-referral.json';
import gastroscopyWithBiopsy from './gastroscopy-with-biopsy.json';
import geneStudied from './gene-studied.json';
import gnec from './gnec.json';
import gnen from './gnen.json';
import gnet from './gnet.json';
import gradeHigh from './grade-high.json';
import gradeIntermediate from './grade-intermediate.json';
import gradeLow from './grade-low.json';
import gradeNotAssessable from './grade-not-assessable.json';
import hPyloriActive from './h-pylori-active.json';
import hPyloriDetected from './h-pylori-detected.json';
import hPyloriDisorder from './h-pylori-disorder.json';
import hPyloriSerology from './h-pylori-serology.json';
import haemoglobin from './haemoglobin.json';
import histologicGrade from './histologic-grade.json';
import histology from './histology.json';
import histologyPanel from './histology-panel.json';
import historyOfGastricNeoplasm from './history-of-gastric-neoplasm.json';
import ihcGeneric from './ihc-generic.json';
import intrinsicFactorAb from './intrinsic-factor-ab.json';
import invasionFinding from './invasion-finding.json';
import invasionStatus from './invasion-status.json';
import iron from './iron.json';
import ironDeficiencyAnaemia from './iron-deficiency-anaemia.json';
import ki67 from './ki67.json';
import ki67Ordinal from './ki67-ordinal.json';
import largeCellNec from './large-cell-nec.json';
import liverMetastasis from './liver-metastasis.json';
import localExcision from './local-excision.json';
import lutetium177Substance from './lutetium-177-substance.json';
import lvi from './lvi.json';
import lymphNodeMetastasis from './lymph-node-metastasis.json';
import lymphadenectomy from './lymphadenectomy.json';
import lymphaticInvasion from './lymphatic-invasion.json';
import mCategory from './m-category.json';
import mCategoryRoot from './m-category-root.json';
import mcv from './mcv.json';
import menUnspecified from './men-unspecified.json';
import men1 from './men1.json';
import metastasisSiteElsewhere from './metastasis-site-elsewhere.json';
import metastaticCarcinoid from './metastatic-carcinoid.json';
import mgmt from './mgmt.json';
import minen from './minen.json';
import mitoses from './mitoses.json';
import mlh3Ihc from './mlh3-ihc.json';
import mmrIhc from './mmr-ihc.json';
import moderatelyDifferentiated from './moderately-differentiated.json';
import mri from './mri.json';
import msi from './msi.json';
import multifocality from './multifocality.json';
import multifocalityWeak from './multifocality-weak.json';
import nCategory from './n-category.json';
import nCategoryRoot from './n-category-root.json';
import necHistology from './nec-histology.json';
import necSiteNotStated from './nec-site-not-stated.json';
import nenOtherSite from './nen-other-site.json';
import netHistology from './net-histology.json';
import netMetastasis from './net-metastasis.json';
import netMetastasisBone from './net-metastasis-bone.json';
import netMetastasisDistantNodes from './net-metastasis-distant-nodes.json';
import netMetastasisLiver from './net-metastasis-liver.json';
import netMetastasisOther from './net-metastasis-other.json';
import netMetastasisPeritoneum from './net-metastasis-peritoneum.json';
import netSiteNotStated from './net-site-not-stated.json';
import nodesExamined from './nodes-examined.json';
import nodesPositive from './nodes-positive.json';
import nse from './nse.json';
import otherPrimaryNen from './other-primary-nen.json';
import p53Ihc from './p53-ihc.json';
import parietalCellAb from './parietal-cell-ab.json';
import pathologyReport from './pathology-report.json';
import perineuralInvasion from './perineural-invasion.json';
import peritonealMetastasis from './peritoneal-metastasis.json';
import perniciousAnaemia from './pernicious-anaemia.json';
import pet from './pet.json';
import poorlyDifferentiated from './poorly-differentiated.json';
import positiveAnswer from './positive-answer.json';
import pth from './pth.json';
import renalFailure from './renal-failure.json';
import smallCellNec from './small-cell-nec.json';
import sstrTracer from './sstr-tracer.json';
import sstr2Analyte from './sstr2-analyte.json';
import sstr2Ihc from './sstr2-ihc.json';
import stageGroup from './stage-group.json';
import stageGroupRoot from './stage-group-root.json';
import stagingMethodAjcc6 from './staging-method-ajcc-6.json';
import stagingMethodAjcc7 from './staging-method-ajcc-7.json';
import stagingMethodAjcc8 from './staging-method-ajcc-8.json';
import stagingMethodAjccVersion9 from './staging-method-ajcc-version-9.json';
import stagingMethodUicc from './staging-method-uicc.json';
import stomachTopography from './stomach-topography.json';
import tCategory from './t-category.json';
import tCategoryRoot from './t-category-root.json';
import tibc from './tibc.json';
import tmb from './tmb.json';
import tmbInterpretation from './tmb-interpretation.json';
import tp53Gene from './tp53-gene.json';
import tpoAb from './tpo-ab.json';
import transferrinSaturation from './transferrin-saturation.json';
import trapBariatric from './trap-bariatric.json';
import trapCgaNotSerum from './trap-cga-not-serum.json';
import trapEndoscopyConflicting from './trap-endoscopy-conflicting.json';
import trapEverolimusTransplant from './trap-everolimus-transplant.json';
import trapGastrinDeprecated from './trap-gastrin-deprecated.json';
import trapGastrinStimulated from './trap-gastrin-stimulated.json';
import trapHer2 from './trap-her2.json';
import trapHydroxocobalaminAntidote from './trap-hydroxocobalamin-antidote.json';
import trapKi67BreastOnly from './trap-ki67-breast-only.json';
import trapMen2 from './trap-men2.json';
import trapMen3 from './trap-men3.json';
import trapMitosesOther from './trap-mitoses-other.json';
import trapNottingham from './trap-nottingham.json';
import trapNseNotSerum from './trap-nse-not-serum.json';
import trapOestrogenReceptor from './trap-oestrogen-receptor.json';
import trapPolypSize from './trap-polyp-size.json';
import trapPsmaTherapy from './trap-psma-therapy.json';
import trapPsmaTracer from './trap-psma-tracer.json';
import trapTshStimulated from './trap-tsh-stimulated.json';
import trapVitaminB12Deprecated from './trap-vitamin-b12-deprecated.json';
import trapVitaminB12EyeDrops from './trap-vitamin-b12-eye-drops.json';
import tsh from './tsh.json';
import tumourSizeAdditional from './tumour-size-additional.json';
import tumourSizeMax from './tumour-size-max.json';
import tumourSizePanel from './tumour-size-panel.json';
import ultrasound from './ultrasound.json';
import undifferentiated from './undifferentiated.json';
import venousInvasion from './venous-invasion.json';
import vitaminB12 from './vitamin-b12.json';
import vitaminB12Deficiency from './vitamin-b12-deficiency.json';
import wellDifferentiated from './well-differentiated.json';
import zes from './zes.json';
import facts from './facts.codesystem.json';

export const VALUE_SETS = [
  _5Hiaa,
  acquiredAbsenceOfStomach,
  adenocarcinomaHistology,
  adenocarcinomaWithNeuroendocrineDifferentiation,
  atrophicGastritis,
  autoimmuneThyroiditis,
  calcium,
  carcinoidCrisis,
  carcinoidHeartDisease,
  carcinoidSyndrome,
  cgaSerum,
  chronicGastritis,
  chronicKidneyDisease,
  ct,
  drugCabozantinib,
  drugCapecitabine,
  drugCarboplatin,
  drugCisplatin,
  drugEtoposide,
  drugEverolimus,
  drugFluorouracil,
  drugFolinate,
  drugH2Blocker,
  drugInterferonAlfa,
  drugIrinotecan,
  drugIron,
  drugLanreotide,
  drugOctreotide,
  drugOxaliplatin,
  drugPCab,
  drugPasireotide,
  drugPembrolizumab,
  drugPpi,
  drugPrrt,
  drugStreptozocin,
  drugSunitinib,
  drugSurufatinib,
  drugTelotristat,
  drugTemozolomide,
  drugVitaminB12,
  endoscopicRemoval,
  endoscopicResection,
  endoscopicResectionSiteNotStated,
  esophagogastrectomy,
  eus,
  eusReport,
  ferritin,
  gastrectomy,
  gastrectomyCompletion,
  gastrectomyPartial,
  gastrectomyTotal,
  gastricAdenocarcinoma,
  gastricBiopsy,
  gastricCancerUnspecified,
  gastricIntestinalMetaplasia,
  gastricNeoplasmUncertain,
  gastricPathology,
  gastricPolyp,
  gastrin,
  gastrinExcess,
  gastrinFragment,
  gastrinoma,
  gastrinomaHistology,
  gastritis,
  gastroscopy,
  gastroscopyObservation,
  gastroscopyReferral,
  gastroscopyWithBiopsy,
  geneStudied,
  gnec,
  gnen,
  gnet,
  gradeHigh,
  gradeIntermediate,
  gradeLow,
  gradeNotAssessable,
  hPyloriActive,
  hPyloriDetected,
  hPyloriDisorder,
  hPyloriSerology,
  haemoglobin,
  histologicGrade,
  histology,
  histologyPanel,
  historyOfGastricNeoplasm,
  ihcGeneric,
  intrinsicFactorAb,
  invasionFinding,
  invasionStatus,
  iron,
  ironDeficiencyAnaemia,
  ki67,
  ki67Ordinal,
  largeCellNec,
  liverMetastasis,
  localExcision,
  lutetium177Substance,
  lvi,
  lymphNodeMetastasis,
  lymphadenectomy,
  lymphaticInvasion,
  mCategory,
  mCategoryRoot,
  mcv,
  menUnspecified,
  men1,
  metastasisSiteElsewhere,
  metastaticCarcinoid,
  mgmt,
  minen,
  mitoses,
  mlh3Ihc,
  mmrIhc,
  moderatelyDifferentiated,
  mri,
  msi,
  multifocality,
  multifocalityWeak,
  nCategory,
  nCategoryRoot,
  necHistology,
  necSiteNotStated,
  nenOtherSite,
  netHistology,
  netMetastasis,
  netMetastasisBone,
  netMetastasisDistantNodes,
  netMetastasisLiver,
  netMetastasisOther,
  netMetastasisPeritoneum,
  netSiteNotStated,
  nodesExamined,
  nodesPositive,
  nse,
  otherPrimaryNen,
  p53Ihc,
  parietalCellAb,
  pathologyReport,
  perineuralInvasion,
  peritonealMetastasis,
  perniciousAnaemia,
  pet,
  poorlyDifferentiated,
  positiveAnswer,
  pth,
  renalFailure,
  smallCellNec,
  sstrTracer,
  sstr2Analyte,
  sstr2Ihc,
  stageGroup,
  stageGroupRoot,
  stagingMethodAjcc6,
  stagingMethodAjcc7,
  stagingMethodAjcc8,
  stagingMethodAjccVersion9,
  stagingMethodUicc,
  stomachTopography,
  tCategory,
  tCategoryRoot,
  tibc,
  tmb,
  tmbInterpretation,
  tp53Gene,
  tpoAb,
  transferrinSaturation,
  trapBariatric,
  trapCgaNotSerum,
  trapEndoscopyConflicting,
  trapEverolimusTransplant,
  trapGastrinDeprecated,
  trapGastrinStimulated,
  trapHer2,
  trapHydroxocobalaminAntidote,
  trapKi67BreastOnly,
  trapMen2,
  trapMen3,
  trapMitosesOther,
  trapNottingham,
  trapNseNotSerum,
  trapOestrogenReceptor,
  trapPolypSize,
  trapPsmaTherapy,
  trapPsmaTracer,
  trapTshStimulated,
  trapVitaminB12Deprecated,
  trapVitaminB12EyeDrops,
  tsh,
  tumourSizeAdditional,
  tumourSizeMax,
  tumourSizePanel,
  ultrasound,
  undifferentiated,
  venousInvasion,
  vitaminB12,
  vitaminB12Deficiency,
  wellDifferentiated,
  zes,
] as const;

export const FACTS_CODE_SYSTEM = facts;
