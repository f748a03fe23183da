// The echo: Express 5 with the same headers and log line, and no work at all.
const { ANSWER } = require('./answer.js');
require('./express-app.js').serve(() => ANSWER);
