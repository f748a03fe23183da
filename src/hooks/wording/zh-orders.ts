/** Chinese sentences for the order checks, OR-1 to OR-16. */
import type { Words } from './words';
import type { Sentence } from './sentence';

export const ordersIn = (s: (template: string) => Sentence): Words['orders'] => ({
  'OR-1': { headline: s('{name}：抑酸药，I型胃NET原则上禁用'), undecided: s('{name}：抑酸药；肿瘤是否为I型尚未确定'), detail: s('I型时PPI或P-CAB会使胃泌素进一步升高，原则上禁用；如有理由可由医生决定。') },
  'OR-2': { headline: s('{name}：该I型胃NET不推荐手术'), undecided: s('{name}：手术是否适合该I型胃NET尚不能判断'), detail: s('未侵及固有肌层且无淋巴结阳性的I型，以内镜随访或内镜切除为主。') },
  'OR-3': { headline: s('{name}：进展期或转移性胃NEC为手术禁忌'), undecided: s('{name}：胃NEC手术；是否为进展期未知'), detail: s('综述所引ESMO 2020将进展期或转移性NEC列为手术禁忌。') },
  'OR-4': { headline: s('{name}：该III型胃NET超出内镜切除的范围'), undecided: s('{name}：应先完成分期，目前不能判断III型可否内镜切除'), detail: s('III型内镜切除限于小于10 mm、未侵及固有肌层、G1、EUS及其他影像均无淋巴结转移者(CSCO 2021)。') },
  'OR-5': { headline: s('{name}：病灶达到10 mm，应先行超声内镜'), undecided: s('{name}：大小或超声内镜资料未知'), detail: s('I型达到10 mm者，切除前应先行超声内镜；未查到。') },
  'OR-6': { headline: s('{name}：此处不推荐作为一线抗肿瘤治疗'), undecided: s('{name}：生长抑素类似物是否合适目前不能判断'), detail: s('一线抗肿瘤用途限于进展缓慢、SSTR阳性、Ki-67不超过10%者[；不符之处：{reasons}]。') },
  'OR-7': { headline: s('{name}：没有阳性的生长抑素受体显像记录'), undecided: s('{name}：没有生长抑素受体显像记录'), detail: s('PRRT须由生长抑素受体显像筛选，应先行显像。') },
  'OR-8': { headline: s('{name}：无转移的NET G1/G2治疗中不含细胞毒化疗'), undecided: s('{name}：分级或转移情况未定，化疗尚不能判断'), detail: s('综述中的化疗针对转移性疾病和NEC，不针对局限性NET G1/G2。') },
  'OR-9': { headline: s('{name}用于胃NEC[：{agreement}]'), undecided: s('{name}：胃NEC使用铂类或依托泊苷'), detail: s('首选依托泊苷联合顺铂或卡铂；用过之后，二线尚无标准方案。[Ki-67低于{ki67Below}%且有转移时，也可考虑以替莫唑胺为主的方案。]') },
  'OR-10': { headline: s('{name}：没有dMMR/MSI-H或TMB-H的记录'), undecided: s('{name}：MMR/MSI与TMB未知，应先检测'), detail: s('综述仅对dMMR/MSI-H或TMB-H者提到帕博利珠单抗。') },
  'OR-11': { headline: s('{name}：仅适用于NET，而本例为NEC'), undecided: s('{name}：仅适用于NET，肿瘤类别尚未确定'), detail: s('依维莫司和索凡替尼针对高分化肿瘤。') },
  'OR-12': { headline: s('{name}：不在随访窗口{earliest}至{latest}之内[（{than}）]'), undecided: s('{name}：无法得出随访窗口'), detail: s('按给出的间隔，下次随访应在{earliest}至{latest}之间。') },
  'OR-13': { headline: s('{name}：没有MGMT记录，使用替莫唑胺前建议检测'), undecided: s('{name}：没有MGMT记录，使用替莫唑胺前建议检测'), detail: s('拟用替莫唑胺时，MGMT属建议检测的项目。') },
  'OR-14': { headline: s('{name}：无补充意见'), undecided: s('{name}：无补充意见'), detail: s('该医嘱与评估相符。') },
  'OR-15': { headline: s('{name}：符合推荐；区域淋巴结应至少送检15枚'), undecided: s('{name}：根治性胃切除；分期资料不完整'), detail: s('III型侵及固有肌层或更深，或有淋巴结转移者，推荐根治性胃切除加淋巴结清扫(CSCO 2021)，区域淋巴结至少15枚。') },
  'OR-16': { headline: s('{name}：NET不能仅凭Ki-67使用依托泊苷或铂类'), undecided: s('{name}：NET G3与NEC未区分，应先明确病理'), detail: s('依托泊苷联合铂类针对NEC。仅凭Ki-67不能区分NET G3与NEC；未明确时应先行病理会诊。') },
});
