/** The doctor's only door: looks at a service from an integrator's side and says what to mend. */
export { type Examination, examine, type Patient } from './examination';
