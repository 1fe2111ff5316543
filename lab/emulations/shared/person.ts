/** An invented person who can sign in to an emulation. */
export type Person = {
  readonly id: string;
  readonly name: string;
  /** Where this person works, as the sign-in page says it. */
  readonly place: string;
};
