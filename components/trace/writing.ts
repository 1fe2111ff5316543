/** How the parts of a message are written: laid out for reading, or as they were sent. */
export type Writing = 'decoded' | 'raw';
