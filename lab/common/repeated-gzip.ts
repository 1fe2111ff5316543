import { constants, crc32, deflateRawSync } from 'node:zlib';

/**
 * A gzip file (RFC 1952) of a text many times over, which is small though it unpacks to hundreds of megabytes:
 * the blocks of one packing are repeated as they are, since each begins anew.
 */
export function repeatedGzip(text: string, times: number): Buffer {
  const bytes = Buffer.from(text);
  const blocks = deflateRawSync(bytes, { finishFlush: constants.Z_FULL_FLUSH, level: 9 });
  let checksum = 0;
  for (let count = 0; count < times; count += 1) checksum = crc32(bytes, checksum);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(checksum, 0);
  trailer.writeUInt32LE((bytes.length * times) % 2 ** 32, 4);
  return Buffer.concat([
    Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]),
    ...Array.from({ length: times }, () => blocks),
    // The last block, empty.
    Buffer.from([3, 0]),
    trailer,
  ]);
}
