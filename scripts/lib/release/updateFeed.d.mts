export declare function newKeys(): { readonly publicKey: string; readonly privateKey: string };
export declare function signFeed(
  folder: string,
  privateKey: string,
  options?: { readonly stagingPercentage?: number },
): string[];
export declare function signText(text: string, privateKey: string): string;
export declare function publicKeyOf(privateKey: string): string;
export declare function feedText(release: {
  readonly version: string;
  readonly url: string;
  readonly bytes: Uint8Array;
}): string;
