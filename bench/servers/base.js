// b: what nobody can do without. node:http, the body read and parsed, a fixed answer.
const { createServer } = require('node:http');
const { ANSWER } = require('./answer.js');
const body = Buffer.from(JSON.stringify(ANSWER));
createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString('utf8'));
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length });
    response.end(body);
  });
}).listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('ready\n'));
