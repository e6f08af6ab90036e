/** The server's own Yjs client id, in every document. Leased ids start behind it. */
export const serverClientId = 1
