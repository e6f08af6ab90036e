// The package's own program, as its command starts it: documents in memory, nothing kept.
await import('./node_modules/@y/websocket-server/src/server.js')
