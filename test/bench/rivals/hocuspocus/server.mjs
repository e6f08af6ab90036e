// Hocuspocus as its documentation sets it up: documents in PostgreSQL, stored by the database extension.
import process from 'node:process'
import { Database } from '@hocuspocus/extension-database'
import { Server } from '@hocuspocus/server'
import postgres from 'postgres'

const sql = postgres(process.env.DATABASE_URL, { max: 4, onnotice: () => {} })
await sql`create table if not exists rival_document (name text primary key, data bytea not null)`
const server = new Server({
  port: Number(process.env.PORT),
  address: '127.0.0.1',
  quiet: true,
  stopOnSignals: false,
  extensions: [
    new Database({
      async fetch({ documentName }) {
        const [row] = await sql`select data from rival_document where name = ${documentName}`
        return row?.data ?? null
      },
      async store({ documentName, state }) {
        await sql`
          insert into rival_document values (${documentName}, ${state})
          on conflict (name) do update set data = excluded.data`
      },
    }),
  ],
})
await server.listen()
