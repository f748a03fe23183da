/** The door of client trust: who calls (JWT), and where the service may call (FHIR servers, key sets). */
