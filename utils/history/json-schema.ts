import * as v from 'valibot';
import { isJsonObject, type JsonObject } from '../tokens/json';

/** Any object that came out of `JSON.parse`. */
export const jsonObjectSchema = v.custom<JsonObject>(isJsonObject);
