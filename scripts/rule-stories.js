// Which bundled stories exercise which rule, written where the rulebook page reads it. Part of the build; writes only what changed.
const { existsSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const target = join(root, 'src', 'pages', 'rule-stories.json');
const read = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'));

/** Stories by name, and the names of those that exercise each rule. */
function ruleStories() {
  const stories = {};
  const rules = {};
  const add = (name, sentence, exercised) => {
    stories[name] = sentence;
    for (const rule of exercised ?? []) rules[rule] = [...(rules[rule] ?? []), name];
  };
  for (const name of readdirSync(join(root, 'fixtures', 'stories')).sort()) {
    const story = read(root, 'fixtures', 'stories', name, 'story.json');
    add(name, { en: story.title, 'zh-CN': story.titleZh ?? story.title }, story.rules);
  }
  for (const name of readdirSync(join(root, 'fixtures', 'orders')).sort()) {
    const call = read(root, 'fixtures', 'orders', name, 'expect.json');
    add(name, { en: call.why, 'zh-CN': call.whyZh ?? call.why }, call.rules);
  }
  return { stories, rules: Object.fromEntries(Object.entries(rules).sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function writeRuleStories() {
  if (!existsSync(join(root, 'fixtures', 'stories'))) return;
  const text = `${JSON.stringify(ruleStories(), null, 1)}\n`;
  if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text);
}

module.exports = { ruleStories, writeRuleStories };
if (require.main === module) writeRuleStories();
