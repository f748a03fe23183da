/** What the SMART app is towards an EHR: its name, the few scopes it asks for, and its registration sheet. The app's own code reads it too. */

/** The name the app is registered under, unless a site gives another one by `?client_id=` in the launch URL. */
export const APP_CLIENT_ID = 'gnen-cds-workspace';

/** Types the assessment reads, each by the scope that allows read and search and nothing else (SMART App Launch 2). */
export const APP_TYPES = ['Patient', 'Condition', 'Observation', 'Procedure', 'MedicationRequest', 'MedicationStatement', 'DiagnosticReport', 'Specimen'] as const;

/** Read one by one where another resource names them: many records say what was prescribed only so. */
export const REFERENCED_TYPES = ['Medication'] as const;

const READS = [...APP_TYPES, ...REFERENCED_TYPES].map((type) => `patient/${type}.rs`).join(' ');
export const EHR_LAUNCH_SCOPE = `launch ${READS}`;
export const STANDALONE_SCOPE = `launch/patient ${READS}`;

/** What an EHR's administrator types in to register the app; members of RFC 7591 where it has them. */
export const appRegistration = (base: string): Record<string, unknown> => ({
  client_name: 'gnen-cds workspace', client_id: APP_CLIENT_ID, client_uri: `${base}/rulebook`, logo_uri: `${base}/icon.svg`,
  redirect_uris: [`${base}/app`], initiate_login_uri: `${base}/launch.html`, scope: `launch launch/patient ${READS}`,
  application_type: 'web', grant_types: ['authorization_code'], response_types: ['code'], token_endpoint_auth_method: 'none', code_challenge_method: 'S256', fhir_versions: ['4.0.1'],
});
