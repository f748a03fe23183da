/** What can be ordered for each work-up code: the code to order by (confirmed ones only) and how an order for it is recognised. */
import type { Fact, RecommendationCode } from '../../engine';
import type { Language } from '../wording';

const LOINC = 'http://loinc.org';
const SNOMED = 'http://snomed.info/sct';

/** One thing to order. Without a confirmed standard code it has its text only. */
export interface Orderable {
  coding: { system: string; code: string; display: string } | null;
  /** Other codes under which the same may already be ordered. */
  alsoKnown: readonly string[];
  text: Record<Language, string>;
  /** Lower-case words by which an order without such a code is recognised. */
  recognisedBy: readonly string[];
}

const loinc = (code: string, display: string): Orderable['coding'] => ({ system: LOINC, code, display });
const snomed = (code: string, display: string): Orderable['coding'] => ({ system: SNOMED, code, display });
const orderable = (coding: Orderable['coding'], en: string, zh: string, recognisedBy: readonly string[], alsoKnown: readonly string[] = []): Orderable =>
  ({ coding, alsoKnown, text: { en, 'zh-CN': zh }, recognisedBy });

// An order coded "immune stain study" says nothing of the marker, so stains are recognised by their words only.
const stain = (en: string, zh: string, recognisedBy: readonly string[]): Orderable => orderable(null, en, zh, recognisedBy);

/** Work-up codes of the rules → orders; codes that are no order (a discussion, a treatment) are not here. */
export const WORK_UP: Partial<Record<RecommendationCode, readonly Orderable[]>> = {
  'gastrin-measurement': [orderable(loinc('2333-3', 'Gastrin [Mass/volume] in Serum or Plasma'), 'Serum gastrin, fasting', '空腹血清胃泌素', ['gastrin level', 'serum gastrin', 'gastrin, fasting', '胃泌素'], ['15072-2', '29395-1', '59831-8'])],
  'ki67-count': [orderable(loinc('29593-1', 'Cells.Ki-67 nuclear Ag/cells in Tissue by Immune stain'), 'Ki-67 index, exact count', 'Ki-67指数精确计数', ['ki-67', 'ki67', 'mib-1'])],
  'mitotic-count': [orderable(snomed('406094009', 'Number of mitoses per 10 high power fields'), 'Mitotic count per 2 mm² (10 HPF)', '核分裂象计数（每2 mm²，10 HPF）', ['mitotic', 'mitoses', '核分裂'])],
  'background-histology': [orderable(snomed('116227008', 'Incisional biopsy of stomach'), 'Gastroscopy with separate biopsies of antrum and body (background mucosa)', '胃镜：胃窦、胃体背景黏膜分部位活检', ['background mucosa', 'biopsies of antrum', 'antrum and body', '背景黏膜'])],
  'gastrinoma-workup': [orderable(null, 'Work-up for gastrinoma', '胃泌素瘤相关检查', ['gastrinoma', '胃泌素瘤'])],
  'gastrinoma-localisation': [orderable(null, 'Localisation of gastrinoma', '胃泌素瘤定位检查', ['gastrinoma', '胃泌素瘤'])],
  'eus-staging': [orderable(snomed('450556004', 'Endoscopic ultrasonography'), 'Endoscopic ultrasound of the stomach (staging)', '胃超声内镜（分期）', ['endoscopic ultraso', 'echoendoscop', 'eus', '超声内镜', '超声胃镜'])],
  'cross-sectional-imaging': [orderable(snomed('77477000', 'Computerized axial tomography'), 'Cross-sectional imaging of the abdomen (CT or MRI)', '腹部断层影像（CT或MRI）', ['ct abdomen', 'abdominal ct', 'ct of the abdomen', 'mri abdomen', 'abdominal mri', 'cross-sectional', '腹部ct', '腹部增强ct', '腹部mri', '断层影像'], ['113091000'])],
  'sstr-imaging': [orderable(null, 'Somatostatin receptor imaging (SSTR PET or scintigraphy)', '生长抑素受体显像（SSTR PET或核素显像）', ['somatostatin receptor', 'sstr', 'dotatate', 'dotatoc', 'octreotide scan', '生长抑素受体'])],
  'mmr-msi-tmb-testing': [
    orderable(loinc('81695-9', 'Microsatellite instability [Interpretation] in Cancer specimen Qualitative'), 'MMR/MSI testing of the tumour', '肿瘤MMR/MSI检测', ['microsatellite', 'msi', 'mismatch repair', 'mmr', '微卫星', '错配修复'], ['62862-8', '43368-0']),
    orderable(loinc('94076-7', 'Mutations/Megabase [# Ratio] in Tumor'), 'Tumour mutational burden', '肿瘤突变负荷检测', ['mutational burden', 'mutation burden', 'tmb', '突变负荷'], ['94077-5']),
  ],
  'mgmt-test': [orderable(loinc('64083-9', 'MGMT gene methylation score in Tissue by Molecular genetics method'), 'MGMT test of the tumour', '肿瘤MGMT检测', ['mgmt'])],
  'insm1-stain': [stain('INSM1 immunohistochemistry', 'INSM1免疫组化', ['insm1'])],
  'sstr2-stain': [stain('SSTR2 immunohistochemistry', 'SSTR2免疫组化', ['sstr2'])],
  'basic-ihc': [stain('Immunohistochemistry: cytokeratin, chromogranin A, synaptophysin, Ki-67', '免疫组化：细胞角蛋白、CgA、Syn、Ki-67', ['immunohistochem', 'synaptophysin', '免疫组化'])],
  'pathology-review': [orderable(null, 'Pathology review of the gastric neuroendocrine neoplasm', '胃神经内分泌肿瘤病理会诊', ['pathology review', 'pathology consult', 'second opinion pathology', '病理会诊'])],
  'vitamin-b12-test': [orderable(loinc('2132-9', 'Cobalamin (Vitamin B12) [Mass/volume] in Serum or Plasma'), 'Vitamin B12', '维生素B12', ['vitamin b12', 'cobalamin', '维生素b12'], ['14685-2', '16695-9'])],
  'iron-studies': [orderable(loinc('2276-4', 'Ferritin [Mass/volume] in Serum or Plasma'), 'Ferritin', '铁蛋白', ['ferritin', 'iron studies', '铁蛋白', '铁代谢'], ['14723-1', '20567-4'])],
  'thyroid-function-test': [orderable(loinc('3016-3', 'Thyrotropin [Units/volume] in Serum or Plasma'), 'Thyroid function test (TSH)', '甲状腺功能检查（TSH）', ['tsh', 'thyrotropin', 'thyroid function', '甲状腺功能', '促甲状腺'], ['11580-8', '11579-0', '14297-6', '27975-2'])],
  'men1-screening': [
    orderable(loinc('17861-6', 'Calcium [Mass/volume] in Serum or Plasma'), 'Serum calcium (MEN1 screening)', '血钙（MEN1筛查）', ['calcium', '血钙'], ['2000-8']),
    orderable(loinc('14866-8', 'Parathyrin.intact [Moles/volume] in Serum or Plasma'), 'Parathyroid hormone (MEN1 screening)', '甲状旁腺激素（MEN1筛查）', ['parathyr', 'pth', '甲状旁腺激素']),
  ],
};

/** Facts that each work-up brings to light. */
export const SUPPLIES: Partial<Record<RecommendationCode, readonly Fact[]>> = {
  'gastrin-measurement': ['gastrin'],
  'ki67-count': ['ki67'],
  'mitotic-count': ['mitoses'],
  'background-histology': ['background', 'background.atrophic-gastritis', 'background.h-pylori'],
  'gastrinoma-workup': ['background', 'background.gastrinoma', 'background.zes'],
  'gastrinoma-localisation': ['background.gastrinoma'],
  'eus-staging': ['size', 'lesions', 'invasion', 'nodes', 'nodes.eus', 'eusDone'],
  'cross-sectional-imaging': ['nodes', 'nodes.imaging', 'metastasis', 'metastasis.sites', 'metastasis.extent', 'metastasis.liver-pattern'],
  'sstr-imaging': ['markers.sstr-imaging'],
  'mmr-msi-tmb-testing': ['markers.mmr-msi', 'markers.tmb'],
  'mgmt-test': ['markers.mgmt'],
  'insm1-stain': ['markers.insm1'],
  'sstr2-stain': ['markers.sstr2'],
  'basic-ihc': ['markers.ck', 'markers.cga', 'markers.syn'],
  'pathology-review': ['differentiation', 'histology', 'minenComponents'],
  'vitamin-b12-test': ['labs.vitamin-b12'],
  'iron-studies': ['labs.ferritin', 'labs.iron'],
  'thyroid-function-test': ['labs.tsh'],
  'men1-screening': ['background.men1'],
};

/** The surveillance visit itself is ordered as its gastroscopy. */
export const GASTROSCOPY: Orderable = orderable(
  snomed('76009000', 'Esophagogastroduodenoscopy'), 'Surveillance gastroscopy', '随访胃镜', ['gastroscop', 'egd', 'upper endoscopy', 'esophagogastroduodenoscop', 'oesophagogastroduodenoscop', 'oesophago-gastro-duodenoscop', 'esophago-gastro-duodenoscop', 'stomach endoscop', 'gastric endoscop', 'endoscopy of stomach', 'endoscopy of the stomach', '胃镜', '胃肠镜'], ['306730008', '43235', '43239'],
);
