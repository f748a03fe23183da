/**
 * Names of drugs as free text carries them: generic names, common brands and Chinese names, by drug.
 * Latin names match at word borders in any case; Chinese names match anywhere, longest first.
 */
import type { Drug } from '../../engine';

export const DRUG_NAMES: Readonly<Record<Drug, readonly string[]>> = {
  'ppi': [
    'omeprazole', 'omeprazol', 'pantoprazole', 'pantoprazol', 'lansoprazole', 'lansoprazol', 'rabeprazole', 'rabeprazol', 'esomeprazole', 'esomeprazol',
    'dexlansoprazole', 'dexrabeprazole', 'ilaprazole', 'anaprazole', 'proton pump inhibitor', 'proton-pump inhibitor', 'ppi',
    'prilosec', 'losec', 'zegerid', 'nexium', 'prevacid', 'takepron', 'protonix', 'pantoloc', 'pantozol', 'controloc', 'aciphex', 'pariet', 'dexilant', 'vimovo',
    '奥美拉唑', '泮托拉唑', '兰索拉唑', '雷贝拉唑', '埃索美拉唑', '艾司奥美拉唑', '右兰索拉唑', '右旋兰索拉唑', '右雷贝拉唑', '艾普拉唑', '安奈拉唑', '质子泵抑制剂',
    '洛赛克', '耐信', '达克普隆', '波利特', '潘妥洛克', '泮立苏',
  ],
  'p-cab': [
    'vonoprazan', 'tegoprazan', 'fexuprazan', 'keverprazan', 'zastaprazan', 'linaprazan', 'revaprazan', 'p-cab', 'potassium-competitive acid blocker', 'potassium competitive acid blocker',
    'voquezna', 'takecab', 'vocinti', 'k-cab', 'fexuclue',
    '伏诺拉生', '沃诺拉赞', '替戈拉生', '非苏拉赞', '凯普拉生', '钾离子竞争性酸阻滞剂', '泰欣赞',
  ],
  'octreotide': ['octreotide', 'octreotid', 'sandostatin', 'bynfezia', 'mycapssa', '奥曲肽', '善龙', '善宁'],
  'lanreotide': ['lanreotide', 'lanreotid', 'somatuline', 'cipla lanreotide', '兰瑞肽', '索马杜林', '索马林'],
  'pasireotide': ['pasireotide', 'signifor', '帕瑞肽'],
  'interferon-alfa': [
    'interferon alfa', 'interferon alpha', 'interferon-alfa', 'interferon-alpha', 'interferon alfa-2a', 'interferon alfa-2b', 'peginterferon alfa-2a', 'peginterferon alfa-2b',
    'peginterferon', 'ropeginterferon', 'intron a', 'roferon', 'roferon-a', 'pegasys', 'pegintron', 'besremi', '干扰素α', '干扰素a', '聚乙二醇干扰素', '干扰素阿尔法', 'α-干扰素', 'α干扰素',
  ],
  'everolimus': ['everolimus', 'afinitor', 'votubia', '依维莫司', '飞尼妥'],
  'surufatinib': ['surufatinib', 'sulfatinib', 'sulanda', '索凡替尼', '苏泰达'],
  'sunitinib': ['sunitinib', 'sutent', '舒尼替尼', '索坦'],
  'cabozantinib': ['cabozantinib', 'cabometyx', 'cometriq', '卡博替尼'],
  'prrt': [
    'lutathera', 'lutetium dotatate', 'lutetium oxodotreotide', 'lutetium lu 177 dotatate', 'lutetium lu-177 dotatate', 'lutetium (177lu) oxodotreotide', 'oxodotreotide lutetium',
    '177lu-dotatate', '177lu dotatate', 'lu-177 dotatate', 'lu177-dotatate', 'lu-dotatate', '177lu-dotatoc', 'lu-177 dotatoc', '177lu-edotreotide', 'edotreotide lutetium', '90y-dotatoc', '90y-dotatate',
    'peptide receptor radionuclide therapy', 'prrt', '镥氧奥曲肽', '镥[177lu]氧奥曲肽', '镥-177-dotatate', '肽受体放射性核素治疗', '肽受体介导的放射性核素治疗',
  ],
  'cisplatin': ['cisplatin', 'cddp', 'platinol', '顺铂'],
  'carboplatin': ['carboplatin', 'paraplatin', '卡铂'],
  'etoposide': ['etoposide', 'etopophos', 'vepesid', 'vp-16', 'vp16', '依托泊苷', '足叶乙甙'],
  'irinotecan': ['irinotecan', 'camptosar', 'campto', 'onivyde', 'cpt-11', '伊立替康', '开普拓'],
  'temozolomide': ['temozolomide', 'temodar', 'temodal', '替莫唑胺', '泰道', '蒂清'],
  'capecitabine': ['capecitabine', 'xeloda', '卡培他滨', '希罗达'],
  'fluorouracil': ['fluorouracil', '5-fluorouracil', '5-fu', 'adrucil', '氟尿嘧啶', '5-氟尿嘧啶'],
  'oxaliplatin': ['oxaliplatin', 'eloxatin', '奥沙利铂', '乐沙定'],
  'streptozocin': ['streptozocin', 'streptozotocin', 'zanosar', '链脲霉素', '链脲佐菌素', '链佐星', '链佐霉素'],
  'folinate': ['folinate', 'calcium folinate', 'leucovorin', 'levoleucovorin', 'folinic acid', '亚叶酸钙', '左亚叶酸', '甲酰四氢叶酸'],
  'pembrolizumab': ['pembrolizumab', 'keytruda', '帕博利珠单抗', '可瑞达'],
  'telotristat': ['telotristat', 'xermelo', '特罗司他'],
  'vitamin-b12': ['vitamin b12', 'vitamin b-12', 'cyanocobalamin', 'hydroxocobalamin', 'mecobalamin', 'methylcobalamin', 'cobalamin', '维生素b12', '甲钴胺', '氰钴胺', '羟钴胺', '腺苷钴胺', '弥可保'],
  'iron': ['ferrous sulfate', 'ferrous sulphate', 'ferrous fumarate', 'ferrous gluconate', 'ferrous succinate', 'iron sucrose', 'ferric carboxymaltose', 'ferric derisomaltose', 'iron dextran', 'iron polymaltose', 'polysaccharide iron', 'venofer', 'ferinject', 'injectafer', 'monofer', '硫酸亚铁', '琥珀酸亚铁', '富马酸亚铁', '葡萄糖酸亚铁', '蔗糖铁', '右旋糖酐铁', '多糖铁', '羧基麦芽糖铁', '异麦芽糖酐铁', '速力菲', '力蜚能'],
  'h2-blocker': ['famotidine', 'ranitidine', 'cimetidine', 'nizatidine', 'lafutidine', 'roxatidine', 'pepcid', 'zantac', 'tagamet', 'axid', '法莫替丁', '雷尼替丁', '西咪替丁', '尼扎替丁', '拉呋替丁', '罗沙替丁'],
};

/** Regimen names of section 8 in free text, and the drugs they hold. */
export const REGIMEN_NAMES: Readonly<Record<string, readonly Drug[]>> = {
  'captem': ['capecitabine', 'temozolomide'],
  'folfox': ['fluorouracil', 'oxaliplatin', 'folinate'],
  'folfiri': ['fluorouracil', 'irinotecan', 'folinate'],
  'xelox': ['capecitabine', 'oxaliplatin'],
  'capox': ['capecitabine', 'oxaliplatin'],
};

/** Words that turn a name into another drug: a PSMA ligand is no somatostatin analogue, a diluent or an allergy no prescription. */
export const NOT_DOTATATE = ['psma', 'vipivotide', 'pluvicto', 'gozetotide'] as const;

/** Words beside everolimus that say transplant medicine, and those that say oncology. */
export const EVEROLIMUS_TRANSPLANT = ['zortress', 'certican', 'transplant', 'rejection', '移植', '排斥'] as const;
export const EVEROLIMUS_ONCOLOGY = ['afinitor', 'votubia', 'neuroendocrine', 'carcinoid', 'tumour', 'tumor', 'cancer', 'oncology', '飞尼妥', '肿瘤', '癌'] as const;

/** Names of other drugs that have been seen beside the codes of these. */
export const MISLABELLED = ['ondansetron', 'cholecalciferol', 'colecalciferol', '昂丹司琼', '维生素d3'] as const;
