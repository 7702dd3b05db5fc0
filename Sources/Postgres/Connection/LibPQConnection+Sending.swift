// SPDX-License-Identifier: Apache-2.0

internal import CLibPQ
internal import SQL

extension LibPQConnection {
    /// Sets the isolation level of the transaction it is the first statement of.
    ///
    /// Not `SET TRANSACTION` nor `SET LOCAL`: these warn in an implicit transaction. The setting belongs to the
    /// transaction in any case; PostgreSQL sets it anew at the start of each.
    private static let repeatableRead = SQLStatement(text: "set transaction_isolation = 'repeatable read'")

    /// Queues a task with libpq.
    ///
    /// - Returns: the error if it could not be queued as a whole. The connection must then be closed.
    func send(_ task: PostgresWork.Task) -> Result<Void, PostgresError> {
        switch task {
        case .segment(let segment): send(segment)
        case .script(let text): send(script: text)
        }
    }

    private func send(_ segment: Segment) -> Result<Void, PostgresError> {
        if PQpipelineStatus(handle) == PQ_PIPELINE_OFF, PQenterPipelineMode(handle) == 0 {
            return .failure(.connectionLost(outcomeUnknown: false))
        }
        statements.beginSegment()
        // Before everything that takes a snapshot, which includes parsing and DEALLOCATE.
        var isSent = segment.isolation == .repeatableRead ? sendIsolation() : true
        isSent = isSent && sendDeallocations()
        if let opening = segment.opening {
            isSent = isSent && send(opening, role: "", target: .opening)
        }
        for (index, statement) in segment.statements.enumerated() {
            isSent = isSent && send(statement, role: segment.role, target: .statement(index))
        }
        guard segment.conclusion == nil else {
            // The server answers what it has, and the transaction stays open.
            return isSent && PQsendFlushRequest(handle) == 1
                ? .success(()) : .failure(.connectionLost(outcomeUnknown: false))
        }
        return isSent ? synchronize() : .failure(.connectionLost(outcomeUnknown: false))
    }

    /// Sends what was waiting for the results of a segment's statements, and its end.
    func sendConclusion() -> Result<Void, PostgresError> {
        guard case .segment(let segment)? = work?.task, let conclusion = segment.conclusion else {
            return .failure(.connectionLost(outcomeUnknown: false))
        }
        if !machine.hasFailed {
            let statement = conclusion(results)
            concluding = statement.statement
            guard send(statement, role: segment.role, target: .conclusion) else {
                return .failure(.connectionLost(outcomeUnknown: false))
            }
        }
        return synchronize()
    }

    private func synchronize() -> Result<Void, PostgresError> {
        guard PQpipelineSync(handle) == 1 else {
            return .failure(.connectionLost(outcomeUnknown: false))
        }
        machine.append(.synchronize)
        return .success(())
    }

    private func send(_ bound: BoundStatement, role: String, target: PipelineStep.Target) -> Bool {
        let use = statements.use(bound.statement, role: role, evicted: &evicted)
        let name: String?
        switch use {
        case .prepared(let known):
            name = known
        case .prepare(let new):
            guard PQsendPrepare(handle, new, bound.statement.text, 0, nil) == 1 else {
                return false
            }
            machine.append(.prepare(target))
            name = new
        case .unnamed:
            name = nil
        }
        machine.append(.execute(target))
        return bound.arguments.withUnsafePointers { values in
            let count = Int32(truncatingIfNeeded: values.count)
            if let name {
                return PQsendQueryPrepared(handle, name, count, values.baseAddress, nil, nil, 0) == 1
            }
            return PQsendQueryParams(
                handle, bound.statement.text, count, nil, values.baseAddress, nil, nil, 0) == 1
        }
    }

    private func sendIsolation() -> Bool {
        machine.append(.isolate)
        return PQsendQueryParams(handle, Self.repeatableRead.text, 0, nil, nil, nil, nil, 0) == 1
    }

    /// Frees the statements that had to make room for others. libpq 15 cannot send the protocol's own message for that.
    private func sendDeallocations() -> Bool {
        guard !evicted.isEmpty else {
            return true
        }
        for name in evicted {
            guard PQsendQueryParams(handle, "deallocate \(name)", 0, nil, nil, nil, nil, 0) == 1 else {
                return false
            }
            machine.append(.deallocate)
        }
        evicted.removeAll(keepingCapacity: true)
        return true
    }

    private func send(script: String) -> Result<Void, PostgresError> {
        guard PQpipelineStatus(handle) == PQ_PIPELINE_OFF || PQexitPipelineMode(handle) == 1,
            PQsendQuery(handle, script) == 1
        else {
            return .failure(.connectionLost(outcomeUnknown: false))
        }
        machine.append(.script)
        return .success(())
    }

    /// Forgets a statement that the server did not prepare.
    func forget(_ target: PipelineStep.Target) {
        guard case .segment(let segment)? = work?.task else {
            return
        }
        switch target {
        case .opening:
            if let opening = segment.opening {
                statements.forget(opening.statement, role: "")
            }
        case .statement(let index):
            statements.forget(segment.statements[index].statement, role: segment.role)
        case .conclusion:
            if let concluding {
                statements.forget(concluding, role: segment.role)
            }
        }
    }
}
