// The fixed answer of 3.2 KB that the base and the echo give, and the headers every answer of the service carries.
const card = (index) => ({
  uuid: `00000000-0000-4000-8000-00000000000${index}`, summary: 'A synthetic card of the length that cards have, for the base of the measurement', indicator: 'info', detail: 'Synthetic text. '.repeat(48).trim(),
  source: { label: 'Synthetic', url: 'http://localhost/rulebook' }, links: [{ label: 'Synthetic', url: 'http://localhost/rulebook', type: 'absolute' }],
});
const ANSWER = { cards: [1, 2, 3].map(card) };
ANSWER.cards[2].detail += ' '.repeat(Math.max(0, 3200 - Buffer.byteLength(JSON.stringify(ANSWER))));
const HEADERS = {
  'X-Content-Type-Options': 'nosniff', 'Strict-Transport-Security': 'max-age=31536000', 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store', 'Content-Language': 'en', Vary: 'Accept-Language',
};
module.exports = { ANSWER, HEADERS };
