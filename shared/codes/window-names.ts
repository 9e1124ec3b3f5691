/** `A03` is the window that people know as 3 号; another name stands for itself. */
export const windowNumber = (id: string): string => /^[A-Za-z]+0*(\d+)$/.exec(id)?.[1] ?? id;
