// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// A rule about SDL as a document: what can be said of it before there are types.
///
/// `SDLWalker` calls all rules at each node, in the order of `specifiedSDLRules`, so that faults are reported in the
/// order of the document. A rule implements the calls that it needs.
protocol SDLRule: Sendable {
    /// The rule's name in the reference implementation, without its suffix.
    static var name: String { get }

    init(_ context: SDLRuleContext)

    /// Each definition, before its parts.
    mutating func enter(_ definition: Definition, faults: inout FaultCollector)
    /// The directives at one location, before each of them; never empty.
    mutating func enter(_ directives: [Directive], on owner: DirectiveOwner, faults: inout FaultCollector)
    mutating func enter(_ directive: Directive, at location: DirectiveLocation, faults: inout FaultCollector)
    /// A directive after its arguments.
    mutating func leave(_ directive: Directive, faults: inout FaultCollector)
    /// Each mention of a type.
    mutating func enter(_ type: NamedTypeReference, in part: DocumentPart, faults: inout FaultCollector)
    /// Each field that an operation or a fragment selects, before its parts.
    mutating func enter(_ field: Field, faults: inout FaultCollector)
    /// The value of an argument and each default value.
    mutating func enter(_ value: Value, faults: inout FaultCollector)
}

extension SDLRule {
    mutating func enter(_ definition: Definition, faults: inout FaultCollector) {}
    mutating func enter(_ directives: [Directive], on owner: DirectiveOwner, faults: inout FaultCollector) {}
    mutating func enter(_ directive: Directive, at location: DirectiveLocation, faults: inout FaultCollector) {}
    mutating func leave(_ directive: Directive, faults: inout FaultCollector) {}
    mutating func enter(_ type: NamedTypeReference, in part: DocumentPart, faults: inout FaultCollector) {}
    mutating func enter(_ field: Field, faults: inout FaultCollector) {}
    mutating func enter(_ value: Value, faults: inout FaultCollector) {}
}

/// What a rule about SDL may look at.
struct SDLRuleContext: Sendable {
    let sdl: SDL
    let suggestions: Suggestions
}

/// What a list of directives is applied to, so far as rules tell them apart.
enum DirectiveOwner: Hashable, Sendable {
    /// The schema definition and its extensions, taken together.
    case schema
    /// A type definition and its extensions, taken together.
    case type(String)
    /// Anything else: each such list stands for itself.
    case member
}

/// The two kinds of definition, in which names are looked up differently.
enum DocumentPart: Sendable {
    case typeSystem, executable
}
