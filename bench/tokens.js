// Tokens as an EHR signs them: each used once, so they are made before the load begins.
const { createPublicKey, generateKeyPairSync, randomUUID, sign } = require('node:crypto');

const PEM = { publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } };
const ISSUER = 'https://ehr.example.org';
const AUDIENCE = 'https://cds.example.org/cds-services/gnen-patient-view';

function signer(alg) {
  const pair = alg.startsWith('RS') ? generateKeyPairSync('rsa', { modulusLength: 2048, ...PEM }) : generateKeyPairSync('ec', { namedCurve: 'P-384', ...PEM });
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = part({ alg, kid: alg, typ: 'JWT' });
  return {
    jwk: { ...createPublicKey(pair.publicKey).export({ format: 'jwk' }), kid: alg, alg, use: 'sig' },
    token: () => {
      const now = Math.floor(Date.now() / 1000);
      const text = `${head}.${part({ iss: ISSUER, aud: AUDIENCE, iat: now, exp: now + 300, jti: randomUUID() })}`;
      return `${text}.${sign('sha384', Buffer.from(text), { key: pair.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
    },
  };
}

module.exports = { ISSUER, signer };
