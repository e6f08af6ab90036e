/**
 * One message as the bytes of a WebSocket frame, made once for all who are sent it: handed to `ws` it would get a header
 * of its own for each reader, and each write to a socket would gather two pieces. From the server nothing is masked.
 */
export function wireOf(message: Uint8Array): Buffer {
  const { length } = message
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const wire = Buffer.allocUnsafe(start + length)
  // The last and only part of a binary message.
  wire[0] = 0x82
  wire[1] = start === 2 ? length : start === 4 ? 126 : 127
  if (start === 4) wire.writeUInt16BE(length, 2)
  if (start === 10) wire.writeBigUInt64BE(BigInt(length), 2)
  wire.set(message, start)
  return wire
}
