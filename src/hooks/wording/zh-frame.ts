/** Chinese titles, labels and fixed lines around the findings. */
import type { FrameWords, PorchWords, RulebookWords, ServiceWords, Words } from './words';
import type { Sentence } from './sentence';

export const frameIn = (s: (template: string) => Sentence): FrameWords => ({
  sourceLabel: 'gnen-cds：胃神经内分泌肿瘤',
  rulebookLink: s('规则手册：{rule}'),
  smartLink: '打开胃神经内分泌肿瘤工作台',
  topics: {
    summary: '总结', contradiction: '记录相互矛盾', missingData: '资料缺失', activeAcidSuppressant: '正在使用抑酸药', surveillanceOverdue: '随访逾期', orderCheck: '医嘱核对', problemWorkUp: '新增问题的检查', appointmentWindow: '随访窗口', dischargeSurveillance: '出院后随访',
  },
  neoplasm: { NET: '胃NET', NEC: '胃NEC', MiNEN: '胃MiNEN', 'NET-or-NEC': '胃NET G3或NEC', undetermined: '胃神经内分泌肿瘤，类别未定' },
  type: s('{type}型（{status}）'),
  typeUndetermined: '分型未定',
  labels: { grade: '分级', type: '分型', stage: '分期' },
  stage: s('{group}期'),
  sections: {
    concluded: '结论', evidence: '依据的结果', missing: '缺失的资料及其意义', conflicts: '相互矛盾之处', management: '处理意见及其出处', surveillance: '随访', prognosis: '预后（背景资料）', notices: '提示', newer: '更新的指南（不在综述内）', rejected: '未采用', data: '资料情况', workUp: '建议检查',
  },
  conditional: s('有条件[，未知：{needs}]'),
  attributed: s('{who}'),
  level: s('{level}级推荐'),
  notKnown: s('未知而判断所需：{facts}。'),
  neededFor: s('用于{uses}'),
  textMatch: '文字识别，待确认',
  every: s('每{min}～{max}个月一次'), everyOne: s('每{min}个月一次'), forYears: s('共{years}年'), then: s('以后每{min}～{max}个月一次'), thenOne: s('以后每{min}个月一次'),
  due: s('下次随访应在{earliest}至{latest}之间。'), overdue: s('已于{latest}逾期。'), testsLine: s('项目：{tests}。'), phaseLine: s('目前：{phase}。'),
  dueShort: s('下次{test}不晚于{latest}'), overdueShort: s('{test}已于{latest}逾期'), dateMissingShort: '下次日期未知',
  moreLines: s('……另有{count}项。'),
  candidates: s('可能为{grades}'), discordant: s('Ki-67为{ki67}，核分裂象为{mitoses}'), favours: s('NET G3与NEC：线索偏向{side}'), notDone: s('未做：{markers}。'), clue: s('{rule}偏向{side}'),
  data: { absent: s('未提供：{keys}。'), failed: s('无法读取：{keys}。'), incomplete: s('检索不完整：{keys}。') },
  keys: { patient: '患者', conditions: '诊断', observations: '检验检查结果', procedures: '操作', medications: '用药医嘱', statements: '用药记录', reports: '诊断报告', orders: '服务医嘱' },
  otherPatientSeen: '收到了其他患者的资料，未予使用。',
  vitalStatusUnknown: '无法读取患者资料：存活状态未知。',
  conflictsSummary: s('记录相互矛盾：{facts}'), missingSummary: s('该胃神经内分泌肿瘤缺少：{facts}'), ppiSummary: s('I型胃NET正在使用抑酸药（{drugs}）：原则上禁用'),
  keepPpiSummary: s('正在使用抑酸药（{drugs}），分型未定：不要因肿瘤而加用或停用'), overdueSummary: s('胃神经内分泌肿瘤随访已于{latest}逾期'), addedProblemSummary: s('新增胃神经内分泌肿瘤；缺少的检查：{facts}'),
  addedProblemUnread: '新增胃神经内分泌肿瘤；检验检查结果未能完整读取，无法判断缺少哪些检查',
  missingUnread: s('{fact}：现有资料中没有；用于{uses}'), proceduresAbsent: '未提供操作记录：可能已有更近的随访。',
  missingBecause: s('{fact}：无记录；用于{uses}'), workUpLine: s('{item}[：用于明确{facts}]（{rules}）'),
  keepPpiDetail: '分型明确之前，不要因肿瘤而加用或停用抑酸药。', avoidPpiDetail: 'I型时抑酸会使胃泌素进一步升高，PPI或P-CAB原则上禁用；医生可注明理由后继续使用。',
  appointmentEarly: s('该预约（{when}）早于随访窗口{earliest}至{latest}'), appointmentLate: s('该预约（{when}）晚于随访窗口{earliest}至{latest}'),
  appointmentDetail: s('按给出的间隔，下次随访应在{earliest}至{latest}之间；预约日期为{when}。'),
  dischargeOverdue: s('出院：随访已于{latest}逾期，未见有效医嘱'), dischargeDue: s('出院：随访应不晚于{latest}，未见有效医嘱'),
  dischargeOverdueUnread: s('出院：随访已于{latest}逾期，不知是否已开具'), dischargeDueUnread: s('出院：随访应不晚于{latest}，不知是否已开具'),
  ordersUnread: '无法读取服务医嘱：不知是否已开具。', noActiveOrder: '未见相应的有效医嘱。',
  surveillanceVisit: s('开具随访：{tests}'), moveVisit: s('改到随访窗口{earliest}至{latest}内'),
  thisOrder: '该医嘱', asSoonAsPossible: '该窗口已过，应尽快完成随访。',
  plainCard: '关于该胃神经内分泌肿瘤的意见未能完整显示，请查看规则手册。',
  notApplicable: { 'AP-1': '没有胃神经内分泌肿瘤的证据。', 'AP-2': '仅有其他原发部位的神经内分泌肿瘤。', 'AP-3': '记录显示患者已故。' },
  suggestCreate: s('开具：{item}'), suggestRemove: s('撤销医嘱：{name}'), suggestMove: s('将{name}改到{earliest}'), suggestMoveSoon: s('将{name}提前，自{earliest}起尽快完成'), reasonText: s('胃神经内分泌肿瘤：{item}（{rule}）'), noteText: s('应在{earliest}至{latest}之间。'),
  beside: s('对应{rule}'),
  nothing: '无',
  assessmentOf: s('{patient}于{date}的评估'),
  knowledge: s('知识库{version}，审阅于{date}'),
  summaryAction: s('{diagnosis}：{action}'), summaryTop: s('{diagnosis}'),
});

export const servicesIn: ServiceWords = {
  'gnen-patient-view': { title: '胃神经内分泌肿瘤：总结', description: '由病历得出胃神经内分泌肿瘤的分类、治疗和随访，每条均注明规则和出处；矛盾、缺失资料、正在使用的抑酸药和逾期随访另成卡片。' },
  'gnen-order-select': { title: '胃神经内分泌肿瘤：选中的医嘱', description: '按规则核对胃神经内分泌肿瘤患者选中的医嘱草稿。' },
  'gnen-order-sign': { title: '胃神经内分泌肿瘤：待签医嘱', description: '按规则核对胃神经内分泌肿瘤患者的全部待签医嘱。' },
  'gnen-problem-list-item-create': { title: '胃神经内分泌肿瘤：新增问题', description: '问题列表新增胃神经内分泌肿瘤时，指出缺少的检查。' },
  'gnen-appointment-book': { title: '胃神经内分泌肿瘤：预约', description: '将拟预约的胃镜或复诊与随访窗口比较。' },
  'gnen-encounter-discharge': { title: '胃神经内分泌肿瘤：出院', description: '出院时：随访逾期或三个月内到期而未开具医嘱。' },
  usageRequirements: 'FHIR R4。必须能取得诊断（预取或FHIR服务器）；其余预取项使结论更确定。本服务辅助医生，不作决定。',
};

export const porchIn = (s: (template: string) => Sentence): PorchWords => ({
  cli: {
    description: s('评估FHIR R4 Bundle（JSON，或每行一个Bundle的NDJSON）中的胃神经内分泌肿瘤。'), asOf: s('评估日期，YYYY-MM-DD（默认当日，UTC）'), lang: s('文字语言：en或zh-CN'), json: s('输出NDJSON，每行一个评估'), files: s('要读取的文件'),
    badLine: s('{file}第{line}行：{reason}'), badFile: s('{file}：{reason}'), badDate: s('--as-of需要完整日期YYYY-MM-DD；得到{found}'), badLanguage: s('--lang应为en或zh-CN；得到{found}'), noFiles: s('请至少指定一个文件。'),
  },
  errors: {
    'not-json': '请求体不是JSON。', 'not-utf8': '请求体不是有效的UTF-8。', 'no-resource-type': 'FHIR资源应有字符串resourceType；未找到。', 'not-a-bundle': '只能评估Bundle。', 'two-patients': 'Bundle中有多于一名Patient；请一次提交一名患者。', 'subjects-differ': 'Bundle中的资源指向不同患者，且没有Patient说明所指何人。',
    'as-of': 'asOf应为完整日期YYYY-MM-DD。', 'conditions-missing': '预取和FHIR服务器均未能取得诊断；请以prefetch.conditions提供。', busy: '服务繁忙，请稍后再试。', defect: '服务内部出错；请报告事件编号。', untrusted: '调用方不受信任。', 'not-found': '此地址没有内容。', 'too-large': '请求过大。',
  },
});

export const rulebookIn: RulebookWords = {
  title: 'gnen-cds规则手册', introduction: '本服务应用的每条规则：条件、结论、出处，以及与之并列的更新指南。', rule: '规则', when: '条件', then: '结论', source: '出处', attributedTo: '归属', newer: '更新的指南', newerTitle: '更新的指南（不在综述内）',
  topic: '主题', knowledgeVersion: '知识库版本', reviewed: '审阅日期', checkBeforeUse: '临床使用前，须由医生逐条与原始出处核对。', beyond: '综述以外', language: '语言',
  search: '搜索', allTopics: '全部主题', found: '条', stories: '用到此规则的病例', fate: '引用此规则的卡片', shown: '展示', accepted: '采纳', overridden: '未采纳', sources: '出处一览', reading: '阅读方式', confirmedOn: '确认日期',
  strength: '强度', secondHandTag: '间接', sourceTitle: '说明',
  secondHand: '仅为决策支持，须由临床医师核对。标V1者读自摘要，标V2者读自转录或转载；综述所引指南仅从综述中读到。',
  readings: { 'in-full': '全文', V1: 'V1：摘要', V2: 'V2：间接，转录或转载', quoted: '间接，综述所引' },
  topics: { applicability: '适用范围', grade: '分级', type: '分型', differential: 'NET G3与NEC的鉴别', immunohistochemistry: '免疫组化', stage: '分期', 'management-type-i': '处理：I型', 'management-type-ii': '处理：II型', 'management-type-iii': '处理：III型', 'management-nec': '处理：NEC', 'management-metastatic-net': '处理：转移性NET', 'management-metastatic-nec': '处理：转移性NEC', 'management-minen': '处理：MiNEN', supportive: '支持治疗', surveillance: '随访', prognosis: '预后', orders: '医嘱' },
};

export const overrideReasonsIn: Words['overrideReasons'] = {
  'specialist-decision': '已与专科医生或多学科团队商定', 'benefit-outweighs-risk': '对该患者利大于弊', 'other-indication': '因其他适应证需要', 'already-done': '所建议的操作已完成', 'data-wrong': '病历有误或不完整', 'patient-preference': '患者本人的选择', 'evidence-disputed': '不认同该建议的证据',
};
