// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Reads the pages of the playground, once.
enum PlaygroundFolder {
    /// Larger than any page, smaller than what was put there by mistake.
    private static let largestFile = 8 << 20
    private static let largestSum = 64 << 20

    /// The files of a folder and the folders in it, by their paths within it.
    ///
    /// - Throws: `noInput` where there is no such folder; `configuration` where it holds far too much.
    static func files(in folder: String) throws(CommandError) -> [String: [UInt8]] {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory), isDirectory.boolValue,
            let walk = FileManager.default.enumerator(atPath: folder)
        else {
            throw CommandError(
                .noInput, "The playground's folder '\(folder)' does not exist. Name it with --playground.")
        }
        var files: [String: [UInt8]] = [:]
        var sum = 0
        while let path = walk.nextObject() as? String {
            let file = "\(folder)/\(path)"
            // Links are not followed: what they lead to was not put into the folder.
            guard let attributes = try? FileManager.default.attributesOfItem(atPath: file),
                attributes[.type] as? FileAttributeType == .typeRegular,
                let size = (attributes[.size] as? NSNumber)?.intValue, size <= largestFile
            else { continue }
            sum += size
            guard sum <= largestSum else {
                throw CommandError(
                    .configuration,
                    "The playground's folder '\(folder)' holds more than \(largestSum >> 20) MiB. Name another.")
            }
            if let content = FileManager.default.contents(atPath: file) { files[path] = Array(content) }
        }
        return files
    }
}
