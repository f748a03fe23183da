/** 页面自身的中文文字。 */
import type { PageWords } from './page-words';

export const zhCN: PageWords = {
  code: 'zh-CN', playground: '试用台', workspace: '胃神经内分泌肿瘤工作台', rulebook: '规则手册', skip: '跳到正文', language: '语言', theme: '主题', light: '浅色', dark: '深色', system: '跟随系统',
  bannerName: '使用须知', banner: '仅为决策支持，须由临床医师核对。此处患者均为合成数据。', source: '病历来源',
  patient: '患者', bundled: '内置患者', paste: '粘贴或拖入 Bundle', server: 'FHIR 服务器', pasteHint: 'FHIR R4 Bundle（JSON）；只发送给本服务。', read: '读取', serverUrl: '基础地址', patientId: '患者 id', notABundle: '这不是 JSON 格式的 FHIR Bundle。', noPatient: 'Bundle 中没有患者。',
  hook: '触发点', orders: '医嘱草稿', addOrder: '添加', remove: '移除', drug: '药物', procedure: '操作', appointmentDate: '预约日期', ask: '调用服务', asking: '正在调用…', prefetchMode: '随请求附带', readMode: '由服务读取', how: '数据',
  result: '结果', cards: '卡片', noCards: '服务在此没有意见：无卡片。', welcome: '胃神经内分泌肿瘤决策支持：电子病历所得到的样子', firstSteps: ['选择一位患者，或带入自己的病历。', '选择电子病历会发出询问的时刻（触发点）。', '调用服务：卡片显示在此，旁边是 JSON 格式的请求与响应。', '查看卡片背后的评估，并试改某个值会带来什么变化。'], failed: '服务返回错误', took: (ms) => `${ms.toFixed(0)} 毫秒`, request: '请求', response: '响应', copyCurl: '复制为 curl', copied: '已复制',
  suggestion: '建议', showResource: '查看资源', accept: '采纳', override: '不采纳', reason: '理由', comment: '说明', send: '发送', cancel: '取消', stored: '反馈已保存', notStored: '反馈未能保存', dismissed: '已答复',
  whatIf: '假设', whatIfHint: '各项先显示病历中的值；只在副本上试改，病历不变。', reset: '恢复为病历', unchanged: '结论无变化。', changed: '有变化', unknown: '未知', present: '有', absent: '无', rulesCome: '新适用的规则：', rulesGone: '不再适用的规则：',
  assessment: '评估', notApplicable: '这些规则不适用于此病历。', path: '从所见到方案', grade: '分级', kind: '种类', type: '分型', stage: '分期', management: '处理', surveillance: '随访', decidedBy: '依据', missing: '缺少', rules: '规则', certainty: '确定程度',
  gradeChart: '分级所在位置', ki67: 'Ki-67（%）', mitoses: '核分裂象（每 2 mm²）', gradeChartText: (ki67, mitoses) => `Ki-67 ${ki67}，核分裂象 ${mitoses}。分界：G1 低于 3% 且低于 2；G2 至 20% 和 20；以上为 G3 水平。`, current: '当前', earlier: '既往', interval: '区间', unitMitoses: '每 2 mm²',
  timeline: '时间轴', today: '今天', due: '应复查', overdue: '已逾期', results: '检查结果', procedures: '操作与治疗', windows: '随访窗口', noDates: '没有带日期的结果。',
  gastrin: '胃泌素与其参考上限', gastrinText: (value, limit) => `胃泌素 ${value}；检验科上限 ${limit}。`, upperLimit: '上限', background: '背景病变', markers: '标志物', discordant: '不一致', recorded: '按记录', derived: '推算', fact: '项目', value: '值', date: '日期', resource: '资源', evidence: '所依据的结果', unused: '未采用', why: '原因',
  recommendations: '建议', do: '推荐', consider: '可考虑', not: '不推荐', never: '禁忌', saidBy: '出处：', conditional: '有条件', newer: '较新的指南（不在来源综述中）', conflicts: '矛盾', notices: '注意', print: '打印', close: '关闭', nothing: '无',
  size: '大小（mm）', depth: '浸润深度', nodesEus: 'EUS 淋巴结', nodesImaging: '影像淋巴结', differentiation: '分化', well: '高分化', poor: '低分化', negative: '阴性', positive: '阳性', normal: '正常', elevated: '升高', metastasis: '转移',
  connecting: '正在读取病历…', launchFailed: '启动未成功', readOnly: '本应用只读取，从不写入。', startLaunch: '连接', issuer: '要连接的 FHIR 服务器', before: '之前', after: '之后', explain: '数值',
  notReady: '未能评估此病历：页面的一部分或本站点的配置未能加载，因此不作任何结论。请重新加载页面。',
  indicators: { info: '提示', warning: '警告', critical: '严重警告' }, bannerApp: '仅为决策支持，须由临床医师核对。', byRule: '依据规则', favours: '倾向', notAssessed: '无法评估此病历。', unread: '未能读取或未读完', unreadMeans: '此处未提及的内容可能记录在其中。',
  cannotBeSaid: '未能读取诊断，无法判断这些规则是否适用。', triedValues: '以下按上面试改的值显示，并非病历中的值。', prognosis: '预后（背景资料，不是对该患者的预测）', severities: { info: '提示', warning: '注意' }, notReadHere: '本页面未能读取此病历（该服务器不允许），因此无法绘图。卡片来自能够读取病历的服务。', unreachable: '本页面无法读取该 FHIR 服务器。',
  sent: '所发送的内容', noRecord: { 'no-patient': '服务器没有指明患者。请在患者病历中打开本应用，或在服务器询问时选择患者。', 'all-refused': '服务器拒绝了全部读取请求。会话可能已结束：请重新打开本应用。' }, appPurpose: '从电子病历的 FHIR 服务器读取一位患者的病历，显示分级、分型、分期、处理和随访及其出处。评估在本页面内完成，不写入，也不转发任何内容。通常由电子病历打开本应用，也可在此手动连接。', registration: '在电子病历中注册本应用：', openedFor: '由卡片打开，涉及', noIssuer: '此地址由电子病历打开，并应指明其服务器，但未指明。',
  slow: '缓慢', stable: '稳定', progressive: '进展', windowsText: '之后的窗口按每次均在窗口最后一天复查推算。', nextVisit: '下次复查',
};
