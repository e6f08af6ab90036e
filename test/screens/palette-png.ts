// A screenshot in 256 colours: a quarter of the bytes, and at a glance the same.
import { crc32, deflateSync, inflateSync } from 'node:zlib'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Colours taken because they cover the most; the others because nothing taken is near them. */
const byArea = 150
const most = 256

/** Takes an 8-bit RGB or RGBA PNG, as browsers make them, and answers it with a palette. */
export function toPalette(png: Buffer): Buffer {
  const { width, height, rgb } = decode(png)
  const bins = binsOf(rgb)
  const palette = choose(bins)
  const nearest = new Map<number, number>()
  const rows = Buffer.alloc(height * (width + 1))
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3
      const colour = [rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0] as const
      const key = (colour[0] << 16) | (colour[1] << 8) | colour[2]
      let index = nearest.get(key)
      if (index === undefined) {
        index = nearestOf(palette, colour)
        nearest.set(key, index)
      }
      rows[y * (width + 1) + 1 + x] = index
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

type Colour = readonly [number, number, number]
interface Bin {
  readonly colour: Colour
  readonly count: number
}

function decode(png: Buffer): { width: number; height: number; rgb: Uint8Array } {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const channels = png[25] === 6 ? 4 : 3
  const parts: Buffer[] = []
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  const raw = inflateSync(Buffer.concat(parts))
  const stride = width * channels
  const lines = new Uint8Array(height * stride)
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)] ?? 0
    for (let x = 0; x < stride; x += 1) {
      const left = x < channels ? 0 : (lines[y * stride + x - channels] ?? 0)
      const up = y === 0 ? 0 : (lines[(y - 1) * stride + x] ?? 0)
      const corner = x < channels || y === 0 ? 0 : (lines[(y - 1) * stride + x - channels] ?? 0)
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0
      lines[y * stride + x] = (raw[y * (stride + 1) + 1 + x] ?? 0) + guess
    }
  }
  if (channels === 3) return { width, height, rgb: lines }
  return { width, height, rgb: lines.filter((_, i) => i % 4 !== 3) }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  if (a <= b && a <= c) return left
  return b <= c ? up : corner
}

/** Colours that are alike to the eye, by how much they cover; each is its most frequent member. */
function binsOf(rgb: Uint8Array): Bin[] {
  const exact = new Map<number, number>()
  for (let at = 0; at < rgb.length; at += 3) {
    const key = ((rgb[at] ?? 0) << 16) | ((rgb[at + 1] ?? 0) << 8) | (rgb[at + 2] ?? 0)
    exact.set(key, (exact.get(key) ?? 0) + 1)
  }
  const bins = new Map<number, { colour: Colour; count: number; best: number }>()
  for (const [key, count] of exact) {
    const colour: Colour = [key >> 16, (key >> 8) & 255, key & 255]
    const rough = ((colour[0] >> 2) << 12) | ((colour[1] >> 2) << 6) | (colour[2] >> 2)
    const bin = bins.get(rough)
    if (!bin) bins.set(rough, { colour, count, best: count })
    else {
      bin.count += count
      if (count > bin.best) Object.assign(bin, { colour, best: count })
    }
  }
  return [...bins.values()].toSorted((a, b) => b.count - a.count)
}

function choose(bins: readonly Bin[]): Colour[] {
  const chosen = bins.slice(0, byArea).map((bin) => bin.colour)
  const left = bins.slice(byArea).map((bin) => ({
    colour: bin.colour,
    count: bin.count,
    far: Math.min(...chosen.map((colour) => distance(colour, bin.colour))),
  }))
  while (chosen.length < most && left.length > 0) {
    const next = left.reduce((a, b) => (a.count * a.far >= b.count * b.far ? a : b))
    if (next.far === 0) break
    chosen.push(next.colour)
    for (const one of left) one.far = Math.min(one.far, distance(next.colour, one.colour))
  }
  return chosen
}

function nearestOf(palette: readonly Colour[], colour: Colour): number {
  let best = 0
  let least = Infinity
  for (const [index, one] of palette.entries()) {
    const far = distance(one, colour)
    if (far < least) {
      least = far
      best = index
    }
  }
  return best
}

function distance(a: Colour, b: Colour): number {
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const sized = Buffer.alloc(body.length + 8)
  sized.writeUInt32BE(data.length, 0)
  body.copy(sized, 4)
  sized.writeUInt32BE(crc32(body), body.length + 4)
  return sized
}
