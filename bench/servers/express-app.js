// An Express 5 service as one writes it: express.json(), the service's headers, one log line a request. The work is what differs.
const { randomUUID } = require('node:crypto');
const express = require('express');
const pino = require('pino');
const { HEADERS } = require('./answer.js');

/** @param work the parsed request → the response body */
function serve(work) {
  const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write: (line) => { process.stdout.write(line); } });
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(express.json({ limit: '6mb' }));
  app.post('/cds-services/:id', async (request, response) => {
    const since = performance.now();
    const answer = await work(request.body);
    response.set(HEADERS).json(answer);
    log.info({ request: randomUUID(), method: request.method, route: '/cds-services/:id', status: 200, ms: performance.now() - since, service: request.params.id, outcome: 'advice', cards: answer.cards.length }, 'request');
  });
  app.listen(Number(process.env.PORT), '127.0.0.1', (error) => { if (error) throw error; process.stdout.write('ready\n'); });
}

module.exports = { serve };
