/** Cases of section 2 of the rules, told from the outside. */
import { cm, condition, fact, gnen, gnet, histology, icdO, inError, ki67, mitoses, patient, refuted, sct, status, unconfirmed, words } from './a-record';
import type { Case } from './expected';

const lungCarcinoid = condition('lung', cm('C7A.090'));
const ileum = condition('ileum', cm('C7A.012'));
const breast = condition('breast', cm('C50.911'));
const adenocarcinoma = condition('adeno', sct('408647009'));

export const APPLICABILITY: Case[] = [
  ['AP-1: an active gastric carcinoid is evidence', [gnet()], { applicable: true, rules: ['assessment AP-1'] }],
  ['AP-1: a resolved one is historical and still evidence', [gnet(status('resolved'))], { applicable: true }],
  ['AP-1: in remission', [gnet(status('remission'))], { applicable: true }],
  ['AP-1: inactive', [gnet(status('inactive'))], { applicable: true }],
  ['AP-1: an unconfirmed one is neither refuted nor an error', [gnet(unconfirmed)], { applicable: true }],
  ['AP-1: a refuted one is none', [gnet(refuted)], { applicable: false, rules: ['assessment AP-1'], rejected: ['Condition/tumour refuted'] }],
  ['AP-1: one entered in error is none', [gnet(inError)], { applicable: false, rules: ['assessment AP-1'], rejected: ['Condition/tumour entered-in-error'] }],
  ['AP-1: a refuted one beside another that stands', [gnet({ ...refuted, id: 'old' }), gnet()], { applicable: true, rejected: ['Condition/old refuted'] }],
  ['AP-1: a malignant gastric carcinoid by ICD-10-CM', [condition('c', cm('C7A.092'))], { applicable: true }],
  ['AP-1: a benign one', [condition('c', cm('D3A.092'))], { applicable: true }],
  ['AP-1: a personal history of one', [condition('c', cm('Z85.020'))], { applicable: true }],
  ['AP-1: a neuroendocrine morphology beside a gastric bodySite', [condition('c', icdO('8240/3'), { bodySite: [sct('69695003')] })], { applicable: true }],
  ['AP-1: a neuroendocrine carcinoma of no stated site with the stomach as bodySite', [condition('c', sct('253000007'), { bodySite: [sct('69695003')] })], { applicable: true }],
  ['AP-1: the same without any site', [condition('c', sct('253000007'))], { applicable: false, rules: ['assessment AP-1'] }],
  ['AP-1: C7A.1 without a site is none', [condition('c', cm('C7A.1'))], { applicable: false }],
  ['AP-1: a histology result of the stomach', [histology('8240/3', { bodySite: icdO('C16.2') })], { applicable: true }],
  ['AP-1: an adenocarcinoma with neuroendocrine differentiation is no NEN', [histology('8574/3', { bodySite: icdO('C16.2') })], { applicable: false }],
  ['AP-1: gastric cancer of unstated histology is none', [condition('c', cm('C16.9'))], { applicable: false }],
  ['AP-1: words are a text match and named so', [condition('c', words('Gastric neuroendocrine tumour'))], { applicable: true, notices: ['AP-1'] }],
  ['AP-1: Chinese words', [condition('c', words('胃神经内分泌瘤'))], { applicable: true, notices: ['AP-1'] }],
  ['AP-1: a coded one needs no such notice', [gnet()], { no: { notices: ['AP-1'] } }],
  ['AP-1: words that deny it', [condition('c', words('No evidence of gastric neuroendocrine tumour'))], { applicable: false }],
  ['AP-1: Ki-67 alone is none', [ki67(15)], { applicable: false, rules: ['assessment AP-1'] }],
  ['AP-1: a mitotic count alone is none', [mitoses(15)], { applicable: false, rules: ['assessment AP-1'] }],
  ['AP-1: a breast cancer with a Ki-67', [breast, ki67(40)], { applicable: false, rules: ['assessment AP-1'] }],
  ['AP-2: a NEN of the ileum alone', [ileum], { applicable: false, rules: ['assessment AP-2'] }],
  ['AP-2: a carcinoid of the lung alone', [lungCarcinoid], { applicable: false, rules: ['assessment AP-2'] }],
  ['AP-2: a pancreatic one in words', [condition('c', words('Pancreatic neuroendocrine tumor'))], { applicable: false, rules: ['assessment AP-2'] }],
  ['AP-2: of the duodenum, in Chinese', [condition('c', words('十二指肠神经内分泌肿瘤'))], { applicable: false, rules: ['assessment AP-2'] }],
  ['AP-2: beside a gastric one the service speaks', [ileum, gnet()], { applicable: true }],
  ['AP-2: a refuted one of the lung is no other primary', [condition('lung', cm('C7A.090'), refuted)], { applicable: false, rules: ['assessment AP-1'] }],
  ['AP-3: deceased', [patient({ deceasedBoolean: true }), gnet()], { applicable: false, rules: ['assessment AP-3'] }],
  ['AP-3: deceased on a day', [patient({ deceasedDateTime: '2026-10-01' }), gnet()], { applicable: false, rules: ['assessment AP-3'] }],
  ['AP-3: recorded as alive', [patient({ deceasedBoolean: false }), gnet()], { applicable: true }],
  ['AP-4: a gastric adenocarcinoma beside the NEN', [gnet(), adenocarcinoma], { applicable: true, notices: ['AP-4'] }],
  ['AP-4: a tubular adenocarcinoma at a gastric site', [gnet(), condition('adeno', icdO('8211/3'), { bodySite: [sct('69695003')] })], { notices: ['AP-4'] }],
  ['AP-4: in words', [gnet(), condition('adeno', words('胃腺癌'))], { notices: ['AP-4'] }],
  ['AP-4: a refuted one is not beside it', [gnet(), condition('adeno', sct('408647009'), refuted)], { no: { notices: ['AP-4'] } }],
  ['AP-4: of the colon it is none of the stomach', [gnet(), condition('adeno', icdO('8140/3'), { bodySite: [sct('71854001')] })], { no: { notices: ['AP-4'] } }],
  ['AP-4: squamous part is no adenocarcinoma', [gnet(), ki67(1), fact('non-neuroendocrine-histology', 'squamous-cell-carcinoma')], { no: { notices: ['AP-4'] }, notices: ['DX-5'] }],
  ['AP-4: an adenocarcinoma in the specimen', [gnet(), ki67(1), fact('non-neuroendocrine-histology', 'adenocarcinoma')], { notices: ['AP-4 otherComponent', 'DX-5 minenComponents'] }],
  ['AP-4: not where it is MiNEN', [gnen(), histology('8154/3'), fact('non-neuroendocrine-histology', 'adenocarcinoma')], { kind: 'MiNEN', no: { notices: ['AP-4', 'DX-5'] } }],
  ['AP-3: died after the day', [patient({ deceasedDateTime: '2026-12-24' }), gnet()], { applicable: true }],
  ['AP-1: evidence dated after the day is not used', [gnet({ recordedDate: '2026-12-01' })], { applicable: false, rejected: ['Condition/tumour after-as-of'] }],
];
