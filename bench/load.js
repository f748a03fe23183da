// The load: raw sockets that stay open and carry requests made beforehand, so that the sender costs next to nothing.
const { connect } = require('node:net');

/** One whole HTTP/1.1 request as bytes. */
function requestBytes(path, body, headers = {}) {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  const lines = [`POST ${path} HTTP/1.1`, 'Host: localhost', 'Content-Type: application/json', `Content-Length: ${bytes.length}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', ''];
  return Buffer.concat([Buffer.from(lines.join('\r\n')), bytes]);
}

/** A connection that sends one request at a time; `send` resolves with the status and the body. */
function connection(port) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let waiting = null;
  let held = [];
  let length = 0;
  let needed = -1;
  let status = 0;
  let open = true;
  const settle = (value) => { const tell = waiting; waiting = null; held = []; length = 0; needed = -1; tell?.(value); };
  socket.on('data', (chunk) => {
    held.push(chunk);
    length += chunk.length;
    if (needed < 0) {
      const head = held.length === 1 ? chunk : Buffer.concat(held);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const text = head.toString('latin1', 0, end);
      status = Number(text.slice(9, 12));
      needed = end + 4 + Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
      if (/\r\nconnection: close/i.test(text)) open = false;
    }
    if (length >= needed) settle({ status, bytes: held });
  });
  socket.on('error', () => undefined);
  socket.on('close', () => { open = false; settle({ status: 0, bytes: [] }); });
  return {
    send: (bytes) => new Promise((resolve) => { if (!open) { resolve({ status: 0, bytes: [] }); return; } waiting = resolve; socket.write(bytes); }),
    isOpen: () => open, close: () => socket.destroy(),
  };
}

/** Keeps so many connections busy for a while. `next` gives the bytes of the next request, null when there is none. */
async function closedLoop(port, next, { connections = 8, ms = 600, most = Number.POSITIVE_INFINITY } = {}) {
  const latencies = [];
  const statuses = {};
  const since = performance.now();
  await Promise.all(Array.from({ length: connections }, async () => {
    let line = connection(port);
    while (performance.now() - since < ms && latencies.length < most) {
      const bytes = next();
      if (bytes === null) break;
      const sent = performance.now();
      const { status } = await line.send(bytes);
      statuses[status] = (statuses[status] ?? 0) + 1;
      latencies.push(performance.now() - sent);
      if (!line.isOpen()) line = connection(port);
    }
    line.close();
  }));
  return { answered: latencies.length, seconds: (performance.now() - since) / 1000, latencies, statuses };
}

/** Sends at a fixed rate, whatever comes back; latencies count from when a request was due, `late` is how long after that it was sent. */
async function openLoop(port, bytes, { perSecond, ms, mostConnections = 600 }) {
  const free = [];
  let opened = 0;
  const results = [];
  const pending = new Set();
  let unsent = 0;
  const late = [];
  const since = performance.now();
  let due = 0;
  while (performance.now() - since < ms) {
    const wanted = Math.floor(((performance.now() - since) / 1000) * perSecond);
    for (; due < wanted; due += 1) {
      let line = free.pop();
      while (line !== undefined && !line.isOpen()) { opened -= 1; line = free.pop(); }
      if (line === undefined) { if (opened >= mostConnections) { unsent += 1; continue; } line = connection(port); opened += 1; }
      const sent = since + (due / perSecond) * 1000;
      late.push(performance.now() - sent);
      const one = line.send(bytes).then(({ status }) => { results.push({ status, ms: performance.now() - sent, at: sent - since }); pending.delete(one); free.push(line); });
      pending.add(one);
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.race([Promise.all(pending), new Promise((resolve) => setTimeout(resolve, 5000).unref())]);
  for (const line of free) line.close();
  return { results, unsent, late };
}

module.exports = { closedLoop, connection, openLoop, requestBytes };
