/** The rulebook in Chinese, by rule id: a rule without its text does not compile. */
import type { RuleText } from './rule-text-shape';
import type { RuleId } from './rule-ids';
import { classificationZh } from './zh-rulebook-classification';
import { managementZh } from './zh-rulebook-management';

export const rulebookZh: Record<RuleId, RuleText> = { ...classificationZh, ...managementZh };
